import { describe, expect, it } from '@jest/globals';
import { HeadMovedError } from '../src/domain/headMoved.ts';
import { formatProblem, GateError } from '../src/domain/problem.ts';
import type { RunResult } from '../src/domain/result.ts';
import { ServiceError } from '../src/domain/serviceError.ts';
import { failRun } from '../src/gate.ts';
import { createGateWorld, nameTeam } from './helpers/gateWorld.ts';
import { makeAgentVersion } from './helpers/makeAgentVersion.ts';

const pinPath = 'p/pinned-version.yml';
const pin = (version: number | string, agent = 'agent_x') => `agent: ${agent}\nversion: ${version}\n`;
const fixtures = (...teams: readonly string[]) =>
  teams
    .map((team, index) => `${JSON.stringify({ id: `F-${index + 1}`, body: `team ${team}`, team })}\n`)
    .join('');
const files = (folder = 'p') => ({
  [`${folder}/pinned-version.yml`]: pin(1),
  [`${folder}/gate.yml`]: 'fixtures: tickets.jsonl\nmessage: "{{id}} {{body}}"\n',
  [`${folder}/tickets.jsonl`]: fixtures('billing', 'billing', 'auth'),
});
const base = files();

/** Version 2 sends the first fixture astray. */
const route = (version: number, message: string) =>
  version === 2 && message.startsWith('F-1 ') ? 'astray' : nameTeam(version, message);

function sentences({ problems, pins }: RunResult): readonly string[] {
  return [...problems, ...pins.flatMap((one) => (one.state === 'failed' ? one.problems : []))].map(
    formatProblem,
  );
}

describe('gate', () => {
  it('tells the whole story of a bumped pin', async () => {
    const world = createGateWorld({ base, change: { [pinPath]: pin(2) }, route });
    const result = await world.run();
    expect(result).toMatchObject({
      verdict: 'blocked',
      change: world.change,
      problems: [],
      warnings: [],
      leavesComment: false,
      pins: [
        {
          state: 'evaluated',
          path: pinPath,
          change: 'bumped',
          previousPath: undefined,
          baseline: { pin: { version: 1 }, config: { version: 1 } },
          candidate: { pin: { version: 2, versionLine: 2 }, config: { version: 2 } },
          source: { path: 'p/gate.yml', commit: 'base', from: 'base' },
          fixtureFiles: ['p/tickets.jsonl'],
          decision: {
            verdict: 'blocked',
            teams: [{ team: 'billing', outcome: 'regressed' }, { team: 'auth' }],
          },
          fixtureChanges: { added: [], removed: [], edited: [] },
          informational: [],
          // Three fixtures on two versions, and the one that flipped four times more on both.
          effort: { sessions: 14 },
        },
      ],
    });
    expect(result.durationMs).toBe(world.clock.now() - result.startedAt);
    expect(world.sessions.unarchived).toEqual([]);
    expect(world.clock.sleeping).toBe(0);
  });

  it('passes a pin that makes nothing worse', async () => {
    const world = createGateWorld({ base, change: { [pinPath]: pin(3) }, route });
    expect((await world.run()).verdict).toBe('passed');
  });

  it('connects to no service and reads no policy where no pin changes', async () => {
    const world = createGateWorld({ base, change: { 'README.md': 'x' } });
    const result = await world.run();
    expect([result.verdict, result.pins, world.connections(), world.repository.asked]).toEqual([
      'skipped',
      [],
      0,
      [],
    ]);
  });

  it('settles what needs no evaluation without connecting', async () => {
    const world = createGateWorld({
      base: { ...base, ...files('q') },
      change: {
        [pinPath]: `${pin(1)}note: x\n`,
        'q/pinned-version.yml': null,
        'q/gate.yml': null,
        'q/tickets.jsonl': null,
      },
    });
    const result = await world.run();
    expect([result.verdict, world.connections()]).toEqual(['passed', 0]);
    expect(result.pins).toMatchObject([
      { state: 'unchanged', path: pinPath },
      { state: 'removed', path: 'q/pinned-version.yml' },
    ]);
  });

  it('judges several pins under one connection, in the order of their paths', async () => {
    const world = createGateWorld({
      base: { ...files('b'), ...files('a') },
      change: { 'b/pinned-version.yml': pin(2), 'a/pinned-version.yml': pin(3) },
      route,
    });
    const result = await world.run();
    expect([result.verdict, world.connections()]).toEqual(['blocked', 1]);
    expect(result.pins).toMatchObject([
      { path: 'a/pinned-version.yml', decision: { verdict: 'passed' } },
      { path: 'b/pinned-version.yml', decision: { verdict: 'blocked' } },
    ]);
  });

  it('spends nothing while anything else is wrong with the change', async () => {
    const world = createGateWorld({
      base: { ...base, ...files('q') },
      change: { [pinPath]: pin(2), 'q/gate.yml': 'fixtures: 5\n' },
    });
    const result = await world.run();
    expect([result.verdict, world.sessions.requests.length]).toEqual(['error', 0]);
    expect(sentences(result)).toEqual([
      expect.stringMatching(/^q\/gate\.yml:1: `fixtures` should be /),
      `${pinPath}:2: Not evaluated: no session is started while the change has other problems. Mend those, and this pin is evaluated too.`,
    ]);
  });

  it('reports a broken pin beside the others', async () => {
    const world = createGateWorld({
      base: { ...base, ...files('q') },
      change: { [pinPath]: pin('next'), 'q/pinned-version.yml': pin(2) },
    });
    const result = await world.run();
    expect([result.verdict, world.sessions.requests.length]).toEqual(['error', 0]);
    expect(result.pins).toMatchObject([
      { state: 'failed', path: pinPath, baselineVersion: 1, candidateVersion: 'next' },
      { state: 'failed', path: 'q/pinned-version.yml', baselineVersion: 1, candidateVersion: 2 },
    ]);
  });

  it('reads policy and fixtures at the base, whatever the head says', async () => {
    const world = createGateWorld({
      base,
      change: {
        [pinPath]: pin(2),
        'p/gate.yml': 'fixtures: tickets.jsonl\nmessage: "{{body}}"\nexpect: { id: exact }\n',
        'p/tickets.jsonl': fixtures('auth'),
      },
      route,
    });
    const result = await world.run();
    expect(result.verdict).toBe('blocked');
    expect(result.pins).toMatchObject([
      { source: { from: 'base' }, decision: { teams: [{ team: 'billing' }, { team: 'auth' }] } },
    ]);
  });

  it('runs added fixtures for information only', async () => {
    const added = `${fixtures('billing', 'billing', 'auth')}{"id":"F-9","body":"team billing","team":"other"}\n`;
    const world = createGateWorld({ base, change: { [pinPath]: pin(3), 'p/tickets.jsonl': added } });
    const result = await world.run();
    expect(result.verdict).toBe('passed');
    expect(result.pins).toMatchObject([
      {
        fixtureChanges: { added: [{ id: 'F-9' }] },
        informational: [{ fixture: { id: 'F-9' }, candidate: [{ grade: { kind: 'wrong' } }] }],
        effort: { sessions: 8 },
      },
    ]);
  });

  it('takes the head’s policy for a new pin, and says so', async () => {
    const world = createGateWorld({ base: { 'README.md': '' }, change: files() });
    const result = await world.run();
    expect(result.verdict).toBe('passed');
    expect(result.pins).toMatchObject([
      {
        change: 'added',
        baseline: undefined,
        source: { from: 'head', commit: 'head' },
        effort: { sessions: 3 },
      },
    ]);
  });

  it('refuses forks before it connects', async () => {
    const world = createGateWorld({ base, change: { [pinPath]: pin(2) }, parts: { fromFork: true } });
    const result = await world.run();
    expect([result.verdict, world.connections()]).toEqual(['error', 0]);
    expect(sentences(result)[0]).toContain('This pull request comes from a fork');
  });

  it('evaluates a fork’s version change when it is told to', async () => {
    const world = createGateWorld({
      base,
      change: { [pinPath]: pin(2) },
      parts: { fromFork: true },
      settings: { forks: 'evaluate' },
      route,
    });
    expect((await world.run()).verdict).toBe('blocked');
  });

  it('is an error with the reason when what it needs fails, and never throws', async () => {
    const world = createGateWorld({ base, change: { [pinPath]: pin(2) } });
    const noKey = await world.run({ connect: () => Promise.reject(new GateError('No key.')) });
    expect([noKey.verdict, sentences(noKey)]).toEqual(['error', ['No key.']]);

    const gitHub = new ServiceError('GitHub', 'forbidden', 'GitHub says no.');
    const noGitHub = await world.run({ resolveChange: () => Promise.reject(gitHub) });
    expect([noGitHub.verdict, noGitHub.change, sentences(noGitHub)]).toEqual([
      'error',
      undefined,
      ['GitHub says no.'],
    ]);

    const bug = await world.run({
      resolveChange: () => Promise.reject(new TypeError('x is not a function')),
    });
    expect(bug.verdict).toBe('error');
    expect(sentences(bug)[0]).toMatch(
      /^Pin Gate itself failed, which is a bug to report: TypeError: x is not a function\n/,
    );
  });

  it('is an error when a read fails in the middle, though another pin was settled', async () => {
    const world = createGateWorld({ base, change: { [pinPath]: null } });
    const broken = {
      ...world.repository,
      read: () => Promise.reject(new ServiceError('GitHub', 'unavailable', 'GitHub is down.')),
    };
    const result = await world.run({ repository: broken });
    expect([result.verdict, sentences(result)]).toEqual(['error', ['GitHub is down.']]);
  });

  it('leaves the comment to the newer run when the head has moved on', async () => {
    const world = createGateWorld({ base });
    const moved = new HeadMovedError('a'.repeat(40), 'b'.repeat(40));
    const result = await world.run({ resolveChange: () => Promise.reject(moved) });
    expect([result.verdict, result.leavesComment]).toEqual(['error', true]);
  });

  it('names both versions when one cannot be had, and starts nothing', async () => {
    const world = createGateWorld({
      base,
      change: { [pinPath]: pin(9) },
      service: {
        agent: async (agent) => makeAgentVersion({ agent, version: 4 }),
        agentVersion: () =>
          Promise.reject(new ServiceError('Managed Agents', 'not-found', 'Agent version not found.')),
      },
    });
    const result = await world.run();
    expect([result.verdict, world.sessions.requests.length]).toEqual(['error', 0]);
    expect(sentences(result)).toEqual([
      `${pinPath}:2: The candidate's version 9 of agent "agent_x" does not exist: the newest is 4. Pin an existing version, or create it first.`,
      `${pinPath}:2: The baseline's version 1 of agent "agent_x" does not exist: the newest is 4. Pin an existing version, or create it first.`,
    ]);
  });

  it('lists the versions that the change passes over', async () => {
    const between = async (base: Parameters<typeof createGateWorld>[0]['base'], version: number) => {
      const { pins, warnings } = await createGateWorld({ base, change: { [pinPath]: pin(version) } }).run();
      // A number that goes down says why it is no rollback; of the versions between there is nothing to warn.
      expect(warnings.filter((warning) => !warning.startsWith('The rollback to version '))).toEqual([]);
      return pins.map((one) => (one.state === 'evaluated' ? one.between : one.state));
    };
    const days = (...versions: readonly number[]) => [
      versions.map((version) => ({ version, madeAt: `2026-07-0${version}T12:00:00Z` })),
    ];
    expect(await between(base, 2)).toEqual(days());
    expect(await between(base, 5)).toEqual(days(2, 3, 4));
    expect(await between({ ...base, [pinPath]: pin(4) }, 2)).toEqual(days(3));
  });

  it('judges all the same when those cannot be listed, and warns', async () => {
    const world = createGateWorld({
      base,
      change: { [pinPath]: pin(3) },
      service: { versions: () => Promise.reject(new ServiceError('Managed Agents', 'forbidden', 'No.')) },
    });
    const result = await world.run();
    expect([result.verdict, result.problems]).toEqual(['passed', []]);
    expect(result.pins).toMatchObject([{ state: 'evaluated', between: undefined }]);
    expect(result.warnings).toEqual([
      expect.stringMatching(/^The versions between 1 and 3 are not listed \(no verdict depends on them\): /),
    ]);
  });

  it.each([0, 500, 1050])(
    'is an error that leaves the comment when it is stopped after %i ms',
    async (ms) => {
      const world = createGateWorld({ base, change: { [pinPath]: pin(3) } });
      const stop = new AbortController();
      if (ms === 0) stop.abort();
      else void world.clock.sleep(ms).then(() => stop.abort());
      const result = await world.run({}, stop.signal);
      expect([result.verdict, result.leavesComment]).toEqual(['error', true]);
      expect(sentences(result).length).toBeGreaterThan(0);
      expect(world.sessions.unarchived).toEqual([]);
    },
  );
});

describe('gate, by the rule confirmed', () => {
  type WorldParts = Partial<Parameters<typeof createGateWorld>[0]>;
  /** A bump to version 2 under the policy of `files`, with more keys. */
  const bump = (policy: string, parts: WorldParts = {}) =>
    createGateWorld({
      base: { ...base, 'p/gate.yml': `${base['p/gate.yml']}${policy}` },
      change: { [pinPath]: pin(2) },
      ...parts,
    });
  /** F-1 on version 2 goes astray whenever `when` says so of how often it was asked before. */
  const straying = (when: (nth: number) => boolean) => (version: number, message: string, nth: number) =>
    version === 2 && message.startsWith('F-1 ') && when(nth) ? 'astray' : nameTeam(version, message);

  async function decideOn(world: ReturnType<typeof createGateWorld>) {
    const result = await world.run();
    expect(world.sessions.unarchived).toEqual([]);
    const [evaluated] = result.pins;
    if (evaluated?.state !== 'evaluated') throw new Error(sentences(result).join(' '));
    const { decision, effort } = evaluated;
    const billing = decision.teams.find(({ team }) => team === 'billing');
    return { verdict: result.verdict, decision, billing, sessions: effort.sessions };
  }

  it('blocks a fixture that is broken, once fresh trials confirm it', async () => {
    const world = bump('', { route: straying(() => true) });
    const { verdict, billing, sessions } = await decideOn(world);
    expect([verdict, billing?.outcome, sessions]).toEqual(['blocked', 'regressed', 14]);
    expect(billing?.fixtures[0]?.rerun).toEqual({ baseline: 4, candidate: 0, of: 4 });
    expect(billing?.sentence).toContain(
      'What flipped (1 fixture) was run again 4 times on both versions: 4 of 4 right on the baseline, 0 of 4 on the candidate. The loss is confirmed',
    );
    expect(world.log.lines).toEqual(
      expect.arrayContaining([
        `info: ${pinPath}: 1 fixture of "billing" broke; to be run again 4 times each on both versions.`,
        `info: ${pinPath}: "billing" after 4 fresh trials each: 4 of 4 right on the baseline, 0 of 4 on the candidate; regressed.`,
      ]),
    );
  });

  it('forgives a fixture that went wrong once, after a re-run', async () => {
    const { verdict, billing, decision, sessions } = await decideOn(
      bump('', { route: straying((nth) => nth === 0) }),
    );
    expect([verdict, billing?.outcome, sessions]).toEqual(['passed', 'held', 14]);
    expect(billing).toMatchObject({ baseline: { right: 2, of: 2 }, candidate: { right: 1, of: 2 } });
    expect(billing?.sentence).toContain('The loss is not confirmed, and forgiven');
    expect(decision.flaky).toMatchObject([{ id: 'F-1', candidate: { right: 4, of: 5 } }]);
  });

  it('never counts the first trials: a fixture that fails only afterwards was not even suspected', async () => {
    const { verdict, sessions } = await decideOn(bump('', { route: straying((nth) => nth > 0) }));
    expect([verdict, sessions]).toEqual(['passed', 6]);
  });

  describe('where a loss is neither confirmed nor ruled out', () => {
    // Wrong in the first trial and in two of four fresh ones, and no round is left.
    const route = straying((nth) => nth < 3);

    it('blocks', async () => {
      const { verdict, billing, decision, sessions } = await decideOn(
        bump('policy: { rounds: [4] }\n', { route }),
      );
      expect([verdict, billing?.outcome, sessions]).toEqual(['blocked', 'inconclusive', 14]);
      expect(billing?.sentence).toContain('That neither confirms a loss (p = 0.21; up to 0.04 counts)');
      expect(decision.reasons).toEqual([]);
    });

    it('passes by `on-inconclusive: pass`, and says that it was not settled', async () => {
      const { verdict, billing, decision } = await decideOn(
        bump('policy: { rounds: [4], on-inconclusive: pass }\n', { route }),
      );
      expect([verdict, billing?.outcome]).toEqual(['passed', 'inconclusive']);
      expect(decision.reasons).toEqual([
        'Not settled: a loss in "billing" was neither confirmed nor ruled out; that passes, as `on-inconclusive: pass` says.',
      ]);
    });

    it('goes on to the next round', async () => {
      const { verdict, billing, sessions } = await decideOn(bump('policy: { rounds: [4, 8] }\n', { route }));
      // 8 against 6 of 8 right settles nothing either.
      expect([verdict, billing?.outcome, sessions]).toEqual(['blocked', 'inconclusive', 22]);
      expect(billing?.test?.look).toMatchObject({
        round: 2,
        trials: 8,
        right: { baseline: 8, candidate: 6 },
      });
    });
  });

  it('is an error where a first trial has no score, and pays for no re-run', async () => {
    const world = bump('', {
      route: straying(() => true),
      behave: ({ version, message }) =>
        version === 2 && message.startsWith('F-3 ') ? { events: [[10, { kind: 'terminated' }]] } : undefined,
    });
    const { verdict, decision, sessions } = await decideOn(world);
    // Six first trials, one of them tried three times.
    expect([verdict, sessions]).toEqual(['error', 8]);
    expect(decision.reasons).toEqual([
      'Could not evaluate "auth": 1 of 1 fixture (F-3: candidate, the session was terminated); `coverage` asks for every fixture to be scored.',
    ]);
  });

  it('is an error where the service fails in the fresh trials and what is left settles nothing', async () => {
    const world = bump('', {
      route: straying(() => true),
      behave: ({ version, metadata }) =>
        version === 2 && metadata['pin-gate-trial']?.startsWith('fresh-') === true
          ? { events: [[10, { kind: 'terminated' }]] }
          : undefined,
    });
    const { verdict, billing, decision } = await decideOn(world);
    expect([verdict, billing?.outcome]).toEqual(['error', 'not-evaluated']);
    expect(decision.reasons).toEqual([
      'Could not evaluate "billing": what broke there was run again, and 4 of 4 fresh pairs of trials (F-1: candidate, the session was terminated) have no score; the others settle nothing.',
    ]);
  });

  it('is an error where the cost ceiling does not let a re-run begin, and its reason says so', async () => {
    const world = bump('limits: { max-cost-usd: 0.012 }\n', { route: straying(() => true) });
    const { verdict, billing, decision, sessions } = await decideOn(world);
    expect([verdict, billing?.outcome, sessions]).toEqual(['error', 'inconclusive', 6]);
    expect(billing?.sentence).toContain('What flipped was not run again.');
    expect(decision.reasons).toEqual([
      expect.stringMatching(
        /^What the first trials of p\/pinned-version\.yml raise could not be confirmed: the re-run \(8 sessions\) was not started, because with it p\/pinned-version\.yml would cost about \$0\.0201, which is more than the \$0\.0120 of `limits\.max-cost-usd`; \$0\.0091 are spent\. Raise `limits\.max-cost-usd` in p\/gate\.yml, /,
      ),
    ]);
  });

  it('confirms each pin for itself', async () => {
    const world = createGateWorld({
      base: { ...files('a'), ...files('b') },
      change: { 'a/pinned-version.yml': pin(2), 'b/pinned-version.yml': pin(3) },
      route: (version, message, nth) =>
        message.startsWith('F-1 ') && (version === 2 || (version === 3 && nth === 0))
          ? 'astray'
          : nameTeam(version, message),
    });
    const result = await world.run();
    expect(result.verdict).toBe('blocked');
    expect(result.pins).toMatchObject([
      { decision: { verdict: 'blocked', teams: [{ outcome: 'regressed' }, {}] }, effort: { sessions: 14 } },
      {
        decision: { verdict: 'passed', teams: [{ outcome: 'held' }, { outcome: 'held' }] },
        effort: { sessions: 14 },
      },
    ]);
  });

  it('runs nothing again of a new pin, which has nothing to be worse than', async () => {
    const world = createGateWorld({
      base: { 'README.md': '' },
      change: files(),
      route: (version, message) => (message.startsWith('F-1 ') ? 'astray' : nameTeam(version, message)),
    });
    const result = await world.run();
    expect(result).toMatchObject({ verdict: 'passed', pins: [{ change: 'added', effort: { sessions: 3 } }] });
  });

  it('leaves `rule: any-drop` as it was: the first trials decide, whatever chance had in them', async () => {
    const { verdict, billing, decision, sessions } = await decideOn(
      bump('policy: { rule: any-drop }\n', { route: straying((nth) => nth === 0) }),
    );
    expect([verdict, billing?.outcome, sessions]).toEqual(['blocked', 'regressed', 6]);
    expect(billing?.sentence).toBe('The baseline gets 2 of 2 right, the candidate only 1. Broke: F-1.');
    expect([billing?.test, decision.overall]).toEqual([undefined, undefined]);
  });

  it('stops in a re-run when it is told to, and leaves the comment', async () => {
    const world = bump('', { route: straying(() => true) });
    const stop = new AbortController();
    void world.clock.sleep(1500).then(() => stop.abort());
    const result = await world.run({}, stop.signal);
    expect([result.verdict, result.leavesComment]).toEqual(['error', true]);
    expect(sentences(result)).toContainEqual(
      expect.stringContaining('was stopped by a signal after 6 of 14 trials'),
    );
    expect(world.sessions.unarchived).toEqual([]);
  });
});

describe('failRun', () => {
  it('is the error of a run that knew no change yet', () => {
    expect(failRun(new GateError([{ message: 'One.' }, { message: 'Two.' }]), 1000, 1250)).toEqual({
      verdict: 'error',
      change: undefined,
      pins: [],
      problems: [{ message: 'One.' }, { message: 'Two.' }],
      warnings: [],
      startedAt: 1000,
      durationMs: 250,
    });
  });
});
