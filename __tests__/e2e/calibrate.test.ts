import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import type { ModelScript } from '../../emulator/managed-agents/models/script/modelScript.ts';
import { parseModelScript } from '../../emulator/managed-agents/models/script/parseModelScript.ts';
import type { ActionRun } from '../../emulator/runner/runAction.ts';
import { calibrationSchema, type JsonCalibration } from '../../src/report/calibration/calibrationSchema.ts';
import { createTempGit, type TempGit } from '../helpers/createTempGit.ts';
import { startCli } from './world/runCli.ts';
import { apiKey, closeWorlds, type RunOptions, root, startWorld, type World } from './world/startWorld.ts';
import { baseFiles, gate, gatePath, pin, pinPath, script, tickets, ticketsPath } from './world/tickets.ts';

const gits: TempGit[] = [];
afterEach(async () => {
  for (const git of gits.splice(0)) git.remove();
  await closeWorlds();
});

const isCalibration = new Ajv2020({ formats: { 'date-time': true } }).compile(
  z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(join(root, 'schemas/calibration.schema.json'), 'utf8'))),
);

/** Every version answers rightly, but B-1 only six times in ten. */
const wavering: ModelScript = parseModelScript({
  defaults: { latencyMs: 5 },
  answers: [
    {
      text: { contains: 'About B-1.' },
      replies: [{ reply: { team: 'billing' }, probability: 0.6 }, { reply: { team: 'auth' } }],
    },
    ...script({}).answers,
  ].filter(({ text }, index) => index === 0 || JSON.stringify(text) !== '{"contains":"About B-1."}'),
});
/** A calibration takes far more sessions than the runs of other tests, and the emulator does not mind. */
const fast = 'limits: { creates-per-minute: 100000, reads-per-minute: 100000 }\n';
const files = (more = '') => ({ ...baseFiles(2), [gatePath]: gate(`${fast}${more}`) });

async function calibrate(
  world: World,
  inputs: Record<string, string> = {},
  more: RunOptions = {},
): Promise<ActionRun> {
  return world.run(undefined, {
    soundness: 'cut short',
    event: { name: 'schedule', payload: { schedule: '17 4 * * 1' } },
    env: { GITHUB_SHA: await world.github.branchTip('main') },
    inputs: { mode: 'calibrate', ...inputs },
    ...more,
  });
}

function parse(text: string): JsonCalibration {
  const json: unknown = JSON.parse(text);
  isCalibration(json);
  expect(isCalibration.errors ?? []).toEqual([]);
  return calibrationSchema.parse(json);
}

/** What every calibration by the Action must keep: no verdict, no comment, no secret, no session left behind. */
async function expectSound(run: ActionRun, world: World): Promise<JsonCalibration> {
  expect(run.outputs).toEqual({ report: 'pin-gate-report/calibration.json' });
  const text = await run.readFile('pin-gate-report/calibration.json');
  const calibration = parse(text);
  expect({ complete: calibration.complete, log: run.log }).toEqual({
    complete: run.exitCode === 0,
    log: run.log,
  });
  for (const one of [run.log.replace(`::add-mask::${apiKey}`, ''), run.summary, text])
    expect(one).not.toContain(apiKey);
  expect(run.summary).toMatch(/^### 📏 /);
  expect(run.summary).not.toMatch(/[✅❌]/);
  expect(world.agents.sessions().filter(({ archived }) => !archived)).toEqual([]);
  return calibration;
}

describe('mode: calibrate', () => {
  it('finds a flaky fixture with its pass rate, and says what the gate is worth', async () => {
    const world = await startWorld({ files: files(), model: createScriptModel(wavering) });
    const run = await calibrate(world, { 'calibration-runs': '6' });
    const calibration = await expectSound(run, world);
    expect(run.exitCode).toBe(0);
    const [only] = calibration.pins;
    const flaky = only?.fixtures.filter((fixture) => fixture.flaky) ?? [];
    expect(flaky).toMatchObject([{ id: 'B-1', team: 'billing', file: ticketsPath, line: 1 }]);
    expect(flaky[0]?.of ?? 0).toBeGreaterThanOrEqual(12);
    const rate = (flaky[0]?.right ?? 0) / (flaky[0]?.of ?? 1);
    expect(rate).toBeGreaterThan(0.3);
    expect(rate).toBeLessThan(0.9);
    expect(only).toMatchObject({
      version: { version: 2 },
      observed: { blocked: { of: 6 } },
      simulation: {
        teams: [
          { team: 'billing', fixtures: 3, flaky: 1 },
          { team: 'auth', flaky: 0 },
        ],
      },
    });
    expect(run.log).toContain('6 runs of version 2 against itself: 60 sessions');
    expect(run.log).toContain('📏 Of 6 runs of version 2 against itself');
    expect(run.summary).toContain('| `B-1` | `billing` |');
  });

  it('reads the commit that the workflow runs on, through the API, and asks for nothing else', async () => {
    const world = await startWorld({ files: files() });
    const old = await world.github.branchTip('main');
    await world.github.commit({ branch: 'main', files: { [pinPath]: pin(3) } });
    const run = await calibrate(
      world,
      { 'calibration-runs': '1' },
      { event: { name: 'workflow_dispatch', payload: {} }, env: { GITHUB_SHA: old } },
    );
    const calibration = await expectSound(run, world);
    expect(calibration).toMatchObject({
      commit: old,
      pins: [{ version: { version: 2 }, policy: { commit: old } }],
    });
    expect(new Set(world.agents.sessions().map(({ version }) => version))).toEqual(new Set([2]));
  });

  it.each(['pull_request', 'pull_request_target', 'merge_group', 'push'])(
    'refuses %s: a green calibration could cover a red check',
    async (name) => {
      const world = await startWorld({ files: files() });
      const run = await calibrate(world, {}, { event: { name, payload: {} } });
      await expectSound(run, world);
      expect(run.exitCode).toBe(1);
      expect(run.log).toMatch(
        /::error title=Pin Gate%3A could not calibrate::`mode: calibrate` runs on schedule/,
      );
      expect(world.github.requestLog()).toEqual([]);
    },
  );

  it('says what is wrong in files, with file and line, before any session', async () => {
    const world = await startWorld({
      files: { ...files('polcy: {}\n'), 'prompts/b/pinned-version.yml': pin('next') },
    });
    const run = await calibrate(world);
    await expectSound(run, world);
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(new RegExp(`^::error .*file=${gatePath},line=3::.*\`polcy\``, 'm'));
    expect(run.log).toMatch(/^::error .*file=prompts\/b\/pinned-version.yml,line=3::.*`version: next`/m);
    expect(world.agents.sessions()).toEqual([]);
  });

  it('refuses what would cost more than it may, for all runs together', async () => {
    const world = await startWorld({ files: files('  \n') });
    const run = await calibrate(world, { 'calibration-runs': '100', 'calibration-max-cost-usd': '0.5' });
    const calibration = await expectSound(run, world);
    expect(run.exitCode).toBe(1);
    expect(calibration.pins[0]?.problems[0]?.message).toMatch(
      /in 100 runs would cost about \$\d\.\d\d \(1000 sessions .* more than the \$0\.50 that this calibration may cost .* Pass `--max-cost-usd \d+`/,
    );
    expect(world.agents.sessions()).toEqual([]);
  });

  it('reports the runs that were finished when one cannot be evaluated', async () => {
    const prose = Object.fromEntries(tickets.map(({ id }) => [id, { reply: 'I would say: billing.' }]));
    const world = await startWorld({ files: files(), model: createScriptModel(script({ 2: prose })) });
    const run = await calibrate(world);
    const calibration = await expectSound(run, world);
    expect([run.exitCode, calibration.pins[0]?.observed]).toEqual([1, null]);
    expect(run.summary).toContain(
      'Run 1 could not be evaluated, and the calibration ends there. Nothing to compare',
    );
  });

  // Windows has no signals to send.
  (process.platform === 'win32' ? it.skip : it)(
    'stops on a signal within seconds, archives its sessions and reports the runs that were finished',
    async () => {
      const slow = createScriptModel({ ...script({}), defaults: { latencyMs: 400 } });
      const world = await startWorld({ files: files(), model: slow });
      let kill: (signal: NodeJS.Signals) => void = () => undefined;
      let sentAt = 0;
      const run = await calibrate(
        world,
        { 'calibration-runs': '50' },
        {
          onStart: (send) => {
            kill = send;
          },
          onLog: (text) => {
            if (sentAt > 0 || !text.includes('run 2 was not blocked')) return;
            sentAt = performance.now();
            setTimeout(() => kill('SIGTERM'), 150);
          },
        },
      );
      const tookMs = performance.now() - sentAt;
      const calibration = await expectSound(run, world);
      expect(run.exitCode).toBe(1);
      expect(tookMs).toBeLessThan(8_000);
      expect(calibration.pins[0]?.observed?.blocked.of ?? 0).toBeGreaterThanOrEqual(2);
      expect(calibration.pins[0]?.simulation).toBeNull();
      expect(run.summary).toMatch(/Ended after \d+ of 50 runs/);
    },
  );

  it('leaves mode gate as it was: a schedule is refused there', async () => {
    const world = await startWorld({ files: files() });
    const run = await world.run(undefined, { event: { name: 'schedule', payload: {} } });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
  });
});

describe('pin-gate calibrate', () => {
  function commit(all: Readonly<Record<string, string>>): TempGit {
    const git = createTempGit();
    gits.push(git);
    for (const [path, text] of Object.entries(all)) git.write(path, text);
    git.commit('Version 2');
    return git;
  }
  const start = (git: TempGit, world: World, args: readonly string[] = []) =>
    startCli(['calibrate', ...args], {
      cwd: git.root,
      env: { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: world.agents.url },
    }).done;

  it('prints the same story as text, from HEAD, and says which edits it does not see', async () => {
    const world = await startWorld({ model: createScriptModel(wavering) });
    const git = commit(files());
    git.write(ticketsPath, '');
    const run = await start(git, world, ['--runs', '3']);
    expect([run.exitCode, run.stdout.split('\n')[0]]).toEqual([
      0,
      expect.stringContaining('📏 Of 3 runs of version 2 against itself'),
    ]);
    expect(run.stdout).toContain('The smallest loss that each team would see');
    expect(run.stdout).toMatch(/B-1\W+billing\W+\d+\/\d+/);
    expect(run.stderr).toContain(`${ticketsPath} has edits that are not committed and play no part.`);
    expect(run.stdout + run.stderr).not.toContain(apiKey);
    expect(world.agents.sessions().filter(({ archived }) => !archived)).toEqual([]);
  });

  it('prints JSON, and nothing else, with --json', async () => {
    const world = await startWorld();
    const git = commit({ ...files(), 'prompts/b/pinned-version.yml': pin('next') });
    const run = await start(git, world, ['--runs', '1', '--json', '--pin', pinPath]);
    expect(run.exitCode).toBe(0);
    expect(parse(run.stdout)).toMatchObject({ complete: true, runs: 1, pins: [{ path: pinPath }] });
  });

  it.each([
    [['--runs', '0'], 'Expected a whole number from 1 to 1000, such as 5.'],
    [['--max-cost-usd', 'much'], 'Expected an amount of US dollars above 0, such as 20.'],
    [
      ['--pin', 'prompts/triage'],
      'has no file "prompts/triage". Its pins are "prompts/triage/pinned-version.yml"',
    ],
    [['--pins', 'prompts/'], 'The pattern "prompts/" of --pins names a folder'],
  ])('%j is refused in a sentence', async (args, sentence) => {
    const world = await startWorld();
    const run = await start(commit(files()), world, args);
    expect(run.exitCode).toBe(1);
    expect(`${run.stdout}${run.stderr}`.replace(/\s+/g, ' ')).toContain(sentence);
    expect(run.stdout + run.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(world.agents.sessions()).toEqual([]);
  });
});
