import { afterEach, describe, expect, it } from '@jest/globals';
import { createTempGit, type TempGit } from '../helpers/createTempGit.ts';
import { startCli } from './world/runCli.ts';
import { apiKey, closeWorlds, startWorld, type World } from './world/startWorld.ts';
import { baseFiles, pin, pinPath } from './world/tickets.ts';

const gits: TempGit[] = [];
afterEach(async () => {
  for (const git of gits.splice(0)) git.remove();
  await closeWorlds();
});

/** A repository on GitHub whose pull requests pinned 1 and 2, and a clone of it. */
async function start(): Promise<{ world: World; clone: TempGit }> {
  const world = await startWorld({ files: baseFiles(1), github: { collaborators: ['ada'] } });
  const number = await world.propose({ [pinPath]: pin(2) }, 'two');
  await world.github.mergePullRequest(number);
  const clone = createTempGit();
  gits.push(clone);
  clone.git('fetch', '-q', world.github.gitDir, 'main');
  clone.git('reset', '-q', '--hard', 'FETCH_HEAD');
  clone.git('remote', 'add', 'origin', `${world.github.serverUrl}/${world.github.fullName}.git`);
  return { world, clone };
}

async function run(
  { world, clone }: { world: World; clone: TempGit },
  args: string[],
  more: Record<string, string> = {},
) {
  const token = world.github.issueToken({
    ...{ kind: 'user', login: 'ada' },
    permissions: { contents: 'write', pull_requests: 'write' },
  });
  const env = {
    ...{ GITHUB_TOKEN: token, GITHUB_API_URL: world.github.url },
    ...{ ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: world.agents.url },
    ...more,
  };
  return startCli(args, { cwd: clone.root, env }).done;
}

describe('pin-gate rollback', () => {
  it('opens the pull request, and finds it the second time', async () => {
    const here = await start();
    const first = await run(here, ['rollback', pinPath, '--reason', 'It misroutes.']);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    const url = `${here.world.github.serverUrl}/${here.world.github.fullName}/pull/2`;
    expect(first.stdout).toContain(`\n${url}\n`);
    expect(first.stdout).not.toContain('approves');
    expect(here.world.github.pullRequest(2)).toMatchObject({
      ...{ user: 'ada', assignees: ['ada'], labels: ['rollback'] },
      body: expect.stringContaining('Asked for by `ada` with `pin-gate rollback`.'),
    });
    const second = await run(here, ['rollback', pinPath, '--to', '1', '--base', 'main'], {
      ANTHROPIC_API_KEY: '',
    });
    expect(second).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('was open already: 2.') });
    expect(here.clone.git('status', '--porcelain')).toBe('');
  });

  it('takes the repository that is named, and the other name of the token', async () => {
    const here = await start();
    here.clone.git('remote', 'remove', 'origin');
    const token = here.world.github.issueToken({
      permissions: { contents: 'write', pull_requests: 'write' },
    });
    const { exitCode, stdout } = await run(
      here,
      ['rollback', pinPath, '--repo', here.world.github.fullName],
      {
        GITHUB_TOKEN: '',
        GH_TOKEN: token,
      },
    );
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('👉 Its checks start only after')]);
  });

  it.each<[string, string[], Record<string, string>, string]>([
    ['without a token', [], { GITHUB_TOKEN: '' }, 'Neither GITHUB_TOKEN nor GH_TOKEN is set'],
    ['a name that is none', ['--repo', 'acme'], {}, "--repo should be the repository's owner and name"],
    ['a version that is none', ['--to', 'v1'], {}, 'Expected the number of a version, such as 2.'],
  ])('refuses %s', async (_, args, env, sentence) => {
    const { exitCode, stderr } = await run(await start(), ['rollback', pinPath, ...args], env);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(sentence)]);
  });

  it('refuses a folder that leads to no repository on GitHub', async () => {
    const here = await start();
    here.clone.git('remote', 'set-url', 'origin', '/somewhere/else');
    const { exitCode, stderr } = await run(here, ['rollback', pinPath]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('`--repo owner/name`')]);
  });

  it('says what stands in the way', async () => {
    const { exitCode, stdout } = await run(await start(), ['rollback', pinPath, '--to', '2']);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('Version 2 is pinned already')]);
  });
});

describe('pin-gate history', () => {
  it('tells what was pinned, and which versions never were', async () => {
    const here = await start();
    const { exitCode, stdout, stderr } = await run(here, ['history', pinPath]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/2 │ promoted .*#1 Merge pull request #1/);
    expect(stdout).toMatch(/1 │ first/);
    expect(stdout).toMatch(/4 │ .* │ never/);
    expect(stdout).toMatch(/2 │ .* │ now/);
  });

  it('needs neither a key nor GitHub, and prints JSON', async () => {
    const here = await start();
    const nothing = { ANTHROPIC_API_KEY: '', GITHUB_TOKEN: '', GITHUB_API_URL: 'http://127.0.0.1:1' };
    const plain = await run(here, ['history', pinPath, '--base', 'main'], nothing);
    expect([plain.exitCode, plain.stdout]).toEqual([
      0,
      expect.stringContaining('ANTHROPIC_API_KEY is not set'),
    ]);
    const { exitCode, stdout } = await run(here, ['history', pinPath, '--json'], nothing);
    const json: unknown = JSON.parse(stdout);
    expect([exitCode, json]).toMatchObject([
      0,
      { pin: pinPath, versions: null, history: [{ version: 2 }, { version: 1 }] },
    ]);
    const missing = await run(here, ['history', 'nothing.yml'], nothing);
    expect([missing.exitCode, missing.stdout]).toEqual([1, expect.stringContaining('has no file')]);
  });
});
