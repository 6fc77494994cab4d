import { describe, expect, it } from '@jest/globals';
import { HeadMovedError } from '../src/domain/headMoved.ts';
import { formatProblem, GateError } from '../src/domain/problem.ts';
import type { RunResult } from '../src/domain/result.ts';
import { ServiceError } from '../src/domain/serviceError.ts';
import { failRun } from '../src/gate.ts';
import { createGateWorld } from './helpers/gateWorld.ts';
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
  version === 2 && message.startsWith('F-1 ') ? 'astray' : (/team (\S+)/.exec(message)?.[1] ?? '');

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
          effort: { sessions: 6 },
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
      { state: 'failed', path: pinPath, baselineVersion: 1, candidateVersion: undefined },
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
