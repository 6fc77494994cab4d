import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { createTempGit, type TempGit } from '../helpers/createTempGit.ts';
import { parseXml } from '../helpers/parseXml.ts';
import { type CliRun, startCli } from './world/runCli.ts';
import { apiKey, closeWorlds, startWorld, type World } from './world/startWorld.ts';
import {
  baseFiles,
  gate,
  gatePath,
  jsonLines,
  pin,
  pinPath,
  script,
  ticket,
  tickets,
  ticketsPath,
} from './world/tickets.ts';

let git: TempGit;
let world: World;

beforeEach(async () => {
  git = createTempGit();
  for (const [path, text] of Object.entries(baseFiles())) git.write(path, text);
  git.commit('Version 1');
  git.git('checkout', '-q', '-b', 'change');
  world = await startWorld({ model: createScriptModel(script({ 2: { 'B-1': 'auth' } })) });
});
afterEach(async () => {
  git.remove();
  await closeWorlds();
});

function check(args: readonly string[] = [], more: { env?: Record<string, string>; cwd?: string } = {}) {
  const { cwd = git.root, env } = more;
  return startCli(['check', '--base', 'main', ...args], {
    cwd,
    env: { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: world.agents.url, ...env },
  }).done;
}

function commit(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) git.write(path, text);
  git.commit('Change');
}

function expectSentence(run: CliRun, ...parts: readonly string[]): void {
  expect(run.exitCode).toBe(1);
  for (const part of parts) expect(run.stdout.replace(/\s+/g, ' ')).toContain(part);
  expect(run.stdout + run.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(world.agents.sessions()).toEqual([]);
}

describe('pin-gate check', () => {
  it('blocks where the Action would, and shows a table', async () => {
    commit({ [pinPath]: pin(2) });
    const run = await check();
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('Blocked: `billing` regressed: 3/3 → 2/3');
    expect(run.stdout).toMatch(/billing\W+3\/3\W+2\/3\W+−1\W+.*regressed/);
    expect(run.stdout).toContain('B-1');
    expect(run.stdout).not.toContain('\u001b[');
    expect(run.stderr).toContain('1 fixture of "billing" broke; to be run again 4 times each');
    expect(run.stderr).toContain('done, 18 of 18 trials');
    expect(run.stdout + run.stderr).not.toContain(apiKey);
    expect(world.agents.sessions().filter(({ archived }) => !archived)).toEqual([]);
  });

  it('passes where the Action would', async () => {
    commit({ [pinPath]: pin(3) });
    const run = await check();
    expect([run.exitCode, run.stdout.includes('Passed: 2 teams held')]).toEqual([0, true]);
  });

  it('prints the report as JSON, and nothing else, with --json', async () => {
    commit({ [pinPath]: pin(2) });
    const run = await check(['--json']);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({
      verdict: 'blocked',
      change: { kind: 'local', base: git.git('rev-parse', 'main'), head: git.git('rev-parse', 'change') },
      pins: [{ path: pinPath, teams: [{ team: 'billing', outcome: 'regressed' }, { team: 'auth' }] }],
    });
  });

  it('leaves its reports in a folder that git does not see', async () => {
    commit({ [pinPath]: pin(2) });
    const run = await check();
    expect(run.stderr).toContain(`Reports: ${join('pin-gate-report', 'report.json')}, `);
    const read = (name: string) => readFileSync(join(git.root, 'pin-gate-report', name), 'utf8');
    expect(JSON.parse(read('report.json'))).toMatchObject({ verdict: 'blocked' });
    expect(parseXml(read('junit.xml')).attributes).toMatchObject({ tests: '5', failures: '1' });
    expect(git.git('status', '--porcelain')).toBe('');
  });

  it('leaves them where --report-dir says, or nowhere, and where nothing was judged neither', async () => {
    commit({ 'README.md': 'Changed\n' });
    await check();
    expect(existsSync(join(git.root, 'pin-gate-report'))).toBe(false);
    commit({ [pinPath]: pin(3) });
    await check(['--no-report-dir']);
    expect(existsSync(join(git.root, 'pin-gate-report'))).toBe(false);
    const run = await check(['--report-dir', pinPath]);
    expect([run.exitCode, run.stdout.includes('Passed')]).toEqual([0, true]);
    expect(run.stderr).toContain('warning: The report could not be written:');
  });

  it('has colours when asked, whatever it is not, and none when asked for none', async () => {
    commit({ [pinPath]: pin(2) });
    const env = { FORCE_COLOR: '1' };
    const run = await check([], { env });
    expect(run.stdout).toContain('\u001b[31m❌ regressed\u001b[0m');
    expect(run.stderr).not.toContain('\u001b');
    expect((await check(['--no-color'], { env })).stdout).not.toContain('\u001b');
  });

  it('judges by the base’s policy and fixtures', async () => {
    commit({ [pinPath]: pin(2), [gatePath]: gate('expect: { id: exact }\n') });
    const run = await check();
    expect([run.exitCode, run.stdout.includes('`billing` regressed')]).toEqual([1, true]);
  });

  it('needs no key when no pin changes', async () => {
    commit({ 'README.md': 'Changed\n' });
    const run = await check([], { env: { ANTHROPIC_API_KEY: '' } });
    expect([run.exitCode, run.stdout.includes('Skipped: no pin has changed')]).toEqual([0, true]);
  });

  it('judges commits only, and says which edits it does not see', async () => {
    commit({ 'README.md': 'Changed\n' });
    git.write(pinPath, pin(2));
    const run = await check();
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain(`${pinPath} has edits that are not committed and are not judged.`);
  });

  it('runs from any folder of the repository, on any commit', async () => {
    commit({ [pinPath]: pin(2) });
    const head = git.git('rev-parse', 'HEAD');
    commit({ [pinPath]: pin(3) });
    const run = await check(['--head', head], { cwd: `${git.root}/prompts/triage` });
    expect([run.exitCode, run.stdout.includes('Blocked')]).toEqual([1, true]);
  });

  it.each([
    ['mian', 'git knows no commit by the name "mian". Did you mean `main`?'],
    [
      'origin/main',
      'git knows no commit by the name "origin/main". If it is a branch of the remote, fetch it first: `git fetch origin main`.',
    ],
    ['--upload-pack=x', 'git knows no commit by the name "--upload-pack=x".'],
  ])('says what to do about the unknown ref %s', async (ref, sentence) => {
    const run = await startCli(['check', `--base=${ref}`], { cwd: git.root }).done;
    expectSentence(run, sentence);
  });

  it('says that this is no repository', async () => {
    git.git('rev-parse', 'HEAD');
    const run = await check([], { cwd: '/', env: { GIT_CEILING_DIRECTORIES: '/' } });
    expectSentence(
      run,
      'is not in a git repository. Run the command inside the repository that has the pins.',
    );
  });

  it('says that there is no key', async () => {
    commit({ [pinPath]: pin(2) });
    expectSentence(
      await check([], { env: { ANTHROPIC_API_KEY: ' ' } }),
      'ANTHROPIC_API_KEY is not set, so nothing can be evaluated: set it to a key of the workspace that has the agents.',
    );
  });

  it('says what is wrong with the files', async () => {
    const { team: _, ...unlabelled } = ticket('A-3', 'auth');
    commit({ [pinPath]: pin('next'), [ticketsPath]: jsonLines([...tickets, unlabelled]) });
    expectSentence(await check(), 'asks for the version that an agent file describes', `${ticketsPath}:6`);
  });

  it.each(['prompts/', '!prompts/**', '/prompts/**', 'prompts\\**'])(
    'refuses the pattern %s, under which no file could ever be a pin',
    async (pattern) => {
      commit({ [pinPath]: pin(2) });
      const run = await check(['--pins', pattern]);
      expect(run.exitCode).toBe(1);
      expect(run.stderr).toMatch(/^pin-gate: The pattern ".*" of --pins .*\.$/m);
      expect(world.agents.sessions()).toEqual([]);
    },
  );

  it('refuses a symbolic link in a pin’s place', async () => {
    git.write('prompts/triage/elsewhere.txt', pin(1));
    git.git('config', 'core.symlinks', 'true');
    const blob = git.git('hash-object', '-w', 'prompts/triage/elsewhere.txt');
    git.git('add', '-A');
    git.git('update-index', '--cacheinfo', `120000,${blob},${pinPath}`);
    git.git('commit', '-q', '-m', 'A link');
    expectSentence(await check(), 'but it is a symbolic link.');
  });
});

describe('the command line', () => {
  it.each([
    [['--help'], 'Commands:'],
    [['check', '--help'], '--base <ref>'],
    [['emulator', '--help'], '--seed-file <file>'],
    [['demo', '--help'], 'needs no key and no network'],
  ])('%j explains itself', async (args, part) => {
    const run = await startCli(args).done;
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout.replace(/\s+/g, ' ')).toContain(part);
  });

  it.each([
    [['check'], "required option '--base <ref>' not specified"],
    [['chekc'], "unknown command 'chekc'"],
    [['emulator', '--seed', 'x'], 'Expected a whole number from 0.'],
    [['emulator', '--seed-file', 'gone.yaml'], 'gone.yaml'],
  ])('%j is refused in a sentence', async (args, sentence) => {
    const run = await startCli(args).done;
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(sentence);
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });
});
