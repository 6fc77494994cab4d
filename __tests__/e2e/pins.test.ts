import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, seedState, startWorld } from './world/startWorld.ts';
import {
  baseFiles,
  gate,
  gatePath,
  jsonLines,
  pin,
  pinPath,
  script,
  tickets,
  ticketsPath,
} from './world/tickets.ts';

afterEach(closeWorlds);

const model = createScriptModel(script({ 2: { 'B-1': 'auth' } }));
const newPin = 'agents/triage/pinned-version.yml';

describe('a renamed pin', () => {
  it('keeps its baseline and the policy that it had', async () => {
    const world = await startWorld({ model });
    await world.github.commit({
      branch: 'change',
      renames: Object.fromEntries(
        [pinPath, gatePath, ticketsPath].map((path) => [path, path.replace('prompts/', 'agents/')]),
      ),
      files: { [newPin]: pin(2) },
    });
    const { number } = await world.github.openPullRequest({ head: 'change' });
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict'], run.outputs['baseline-version']]).toEqual([
      1,
      'blocked',
      '1',
    ]);
    const report: unknown = JSON.parse(await run.readFile('pin-gate-report/report.json'));
    expect(report).toMatchObject({
      pins: [
        { path: newPin, previousPath: pinPath, change: 'bumped', policy: { path: gatePath, from: 'base' } },
      ],
    });
  });

  it('keeps it when it is rewritten so that git sees a deletion and an addition', async () => {
    const world = await startWorld({ model });
    const filler = Array.from({ length: 80 }, (_, line) => `# Line ${line} of a long remark.\n`).join('');
    const number = await world.propose({ [pinPath]: null, [newPin]: `${filler}${pin(2)}` });
    const { stdout } = spawnSync(
      'git',
      ['-C', world.github.gitDir, 'diff', '-M', '--name-status', 'main', 'change'],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe(`A\t${newPin}\nD\t${pinPath}\n`);
    const run = await world.run(number);
    // A gate file that stays behind without its pin is no problem: it is the one that judges.
    expect([run.exitCode, run.outputs['verdict'], run.outputs['baseline-version']]).toEqual([
      1,
      'blocked',
      '1',
    ]);
  });

  it('has nothing to gate when it pins what it pinned', async () => {
    const world = await startWorld({ model });
    await world.github.commit({
      branch: 'change',
      renames: {
        [pinPath]: newPin,
        [gatePath]: 'agents/triage/gate.yml',
        [ticketsPath]: 'agents/triage/tickets.jsonl',
      },
    });
    const { number } = await world.github.openPullRequest({ head: 'change' });
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'skipped']);
    expect(world.agents.requests().total).toBe(0);
  });
});

describe('an added pin', () => {
  const folder = 'prompts/second';
  const added = {
    [`${folder}/pinned-version.yml`]: pin(2),
    [`${folder}/gate.yml`]: gate('policy:\n  min-score: { billing: 0.6 }\n'),
    [`${folder}/tickets.jsonl`]: jsonLines(tickets),
  };

  it('is evaluated alone under the policy that it brings, and says so', async () => {
    const world = await startWorld({ model });
    const number = await world.propose(added);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
    expect([run.outputs['baseline-version'], run.outputs['candidate-version']]).toEqual(['', '2']);
    expect(world.comments(number)[0]).toContain('Passed: new pin without a baseline');
    expect(world.comments(number)[0]).toContain('Policy and fixtures are those of the change itself');
    expect(world.agents.sessions().map(({ version }) => version)).toEqual([2, 2, 2, 2, 2]);
  });

  it('is blocked by its floors', async () => {
    const world = await startWorld({ model });
    const run = await world.run(
      await world.propose({
        ...added,
        [`${folder}/gate.yml`]: gate('policy:\n  min-score: { billing: 0.7 }\n'),
      }),
    );
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(run.summary).toContain('Blocked: new pin without a baseline: `billing` is below its floor: 2/3');
  });

  it('is an error without a gate file', async () => {
    const world = await startWorld({ model });
    const run = await world.run(await world.propose({ 'prompts/second/pinned-version.yml': pin(2) }));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain(
      '::error title=Pin Gate%3A could not evaluate,file=prompts/second/pinned-version.yml,line=3::This pin has no policy: neither `main` nor the change has `prompts/second/gate.yml`. Add a gate.yml beside the pin that names its fixtures.',
    );
  });
});

describe('a removed pin', () => {
  it('passes with a warning and without a session', async () => {
    const world = await startWorld({ model });
    const number = await world.propose({ [pinPath]: null });
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
    expect([run.outputs['baseline-version'], run.outputs['candidate-version']]).toEqual(['1', '']);
    expect(run.log).toMatch(new RegExp(`^::warning title=Pin Gate::.*${pinPath}.* is removed`, 'm'));
    expect(world.comments(number)[0]).toContain('is removed, so there is nothing to evaluate');
    expect(world.agents.requests().total).toBe(0);
  });
});

describe('a pin that is moved to another agent', () => {
  it('is compared with the agent that it pinned', async () => {
    const [triage] = seedState.agents;
    if (triage === undefined) throw new Error('the seed has an agent');
    const world = await startWorld({
      model: createScriptModel({
        ...script({}),
        answers: [
          { agent: 'agent_other', text: { contains: 'A-1' }, replies: [{ reply: { team: 'billing' } }] },
          ...script({}).answers,
        ],
      }),
      agents: { seedState: { agents: [triage, { ...triage, id: 'agent_other' }] } },
    });
    const run = await world.run(await world.propose({ [pinPath]: pin(1, 'agent_other') }));
    expect([run.exitCode, run.outputs['verdict'], run.outputs['regressed-teams']]).toEqual([
      1,
      'blocked',
      '["auth"]',
    ]);
    expect(run.summary).toContain('Blocked: moved to another agent: `auth` regressed: 2/2 → 1/2');
  });
});

describe('several pins in one pull request', () => {
  const second = (version: number) => ({
    'prompts/second/pinned-version.yml': pin(version),
    'prompts/second/gate.yml': gate(),
    'prompts/second/tickets.jsonl': jsonLines(tickets),
  });

  it('are judged each for itself, and the worst is the run’s verdict', async () => {
    const world = await startWorld({ model, files: { ...baseFiles(), ...second(1) } });
    const number = await world.propose({ [pinPath]: pin(2), 'prompts/second/pinned-version.yml': pin(3) });
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    expect([run.outputs['baseline-version'], run.outputs['candidate-version']]).toEqual(['', '']);
    expect(JSON.parse(run.outputs['pins'] ?? '')).toEqual([
      {
        path: 'prompts/second/pinned-version.yml',
        change: 'bumped',
        verdict: 'passed',
        baselineVersion: 1,
        candidateVersion: 3,
        regressedTeams: [],
      },
      {
        path: pinPath,
        change: 'bumped',
        verdict: 'blocked',
        baselineVersion: 1,
        candidateVersion: 2,
        regressedTeams: ['billing'],
      },
    ]);
    expect(run.summary).toContain(
      `Blocked: 1 of 2 pins (1 passed): \`${pinPath}\`: \`billing\` regressed: 3/3 → 2/3`,
    );
    expect(world.comments(number)).toHaveLength(1);
    // Five tickets on two versions for each pin, and the one that flipped four times more on both.
    expect(world.agents.sessions()).toHaveLength(20 + 8);
    expect(world.agents.requests().byRoute['POST /v1/environments']).toBe(1);
  });

  it('are not run at all while one of them is broken: mend first, then everything is evaluated', async () => {
    const world = await startWorld({ model, files: { ...baseFiles(), ...second(1) } });
    const run = await world.run(
      await world.propose({ [pinPath]: pin(3), 'prompts/second/pinned-version.yml': pin('two') }),
    );
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain('file=prompts/second/pinned-version.yml,line=3::');
    expect(run.log).toContain(
      `file=${pinPath},line=3::Not evaluated: no session is started while the change has other problems.`,
    );
    expect(world.agents.sessions()).toEqual([]);
  });
});

describe('the input `pins`', () => {
  it('says which files are pins', async () => {
    const world = await startWorld({
      model,
      files: {
        ...baseFiles(),
        'live/pin.yaml': pin(1),
        'live/gate.yml': gate(),
        'live/tickets.jsonl': jsonLines(tickets),
      },
    });
    const number = await world.propose({ [pinPath]: pin(2), 'live/pin.yaml': pin(3) });
    const run = await world.run(number, { inputs: { pins: 'live/*.yaml\nlegacy/**/pin.yml\n' } });
    expect([run.outputs['verdict'], run.outputs['candidate-version']]).toEqual(['passed', '3']);
  });
});
