import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../emulator/managed-agents/random.ts';
import type { SessionRequest } from '../../src/domain/agentService.ts';
import type { PinPlan, Rerun } from '../../src/domain/evaluation.ts';
import { GateError } from '../../src/domain/problem.ts';
import type { PinProgress } from '../../src/domain/progressDisplay.ts';
import type { FixtureResult } from '../../src/domain/trial.ts';
import {
  answer,
  type FakeAgentService,
  failure,
  type SessionScript,
  usageOf,
} from '../helpers/fakeAgentService.ts';
import { makeFixtures, makePlan } from '../helpers/makePlan.ts';
import { limited, right, setUpEvaluation, wrong } from '../helpers/setUpEvaluation.ts';

const pin = 'prompts/ticket-triage/pinned-version.yml';

/** A plan whose rule asks for these re-runs one after the other, then for nothing; and what it was shown each time. */
function planOf(
  reruns: readonly (readonly [ids: readonly string[], trials: number, ...lines: string[]])[],
  parts: Partial<PinPlan> = {},
): { readonly plan: PinPlan; readonly asked: (readonly FixtureResult[])[] } {
  const asked: (readonly FixtureResult[])[] = [];
  const confirm = (results: readonly FixtureResult[]): Rerun => {
    const [fixtures, trials, ...lines] = reruns[asked.length] ?? [[], 0];
    asked.push(results);
    return { fixtures, trials, lines };
  };
  return { plan: makePlan({ confirm, ...parts }), asked };
}

const isFresh = ({ metadata }: Pick<SessionRequest, 'metadata'>) =>
  metadata['pin-gate-trial']?.startsWith('fresh-') === true;

/** `TKT-1 v2 fresh-0`, in the order of the requests. */
const listRequests = (service: FakeAgentService) =>
  service.requests.map(
    ({ metadata }) =>
      `${metadata['pin-gate-fixture']} v${metadata['pin-gate-version']} ${metadata['pin-gate-trial']}`,
  );

/** When fresh sessions were made, in milliseconds since the first session. */
const freshTimes = (service: FakeAgentService, of = pin) =>
  service.sessionsMade
    .filter(({ request }) => isFresh(request) && request.metadata['pin-gate-pin'] === of)
    .map(({ createdAt }) => createdAt - (service.sessionsMade[0]?.createdAt ?? 0));

const indices = (result: FixtureResult | undefined) => ({
  first: [result?.baseline, result?.candidate].map((side) => side?.map(({ index }) => index)),
  fresh: [result?.fresh.baseline, result?.fresh.candidate].map((side) => side?.map(({ index }) => index)),
});

describe('fresh trials', () => {
  it('are run on both versions once all first trials are over, and kept apart from those', async () => {
    const { plan, asked } = planOf([[['TKT-2'], 3]], { fixtures: makeFixtures(3) });
    const { service, finish } = setUpEvaluation([plan], ({ metadata, version }) =>
      isFresh({ metadata })
        ? answer(right, 1000)
        : answer(version === 2 ? wrong : right, metadata['pin-gate-fixture'] === 'TKT-3' ? 9000 : 1000),
    );
    const [evaluation] = await finish();

    expect(freshTimes(service)).toEqual(Array(6).fill(9000));
    expect(evaluation).toMatchObject({ problems: [], unconfirmed: undefined });
    const [one, two, three] = evaluation?.fixtures ?? [];
    expect(indices(one)).toEqual({ first: [[0], [0]], fresh: [[], []] });
    expect(indices(two)).toEqual({
      first: [[0], [0]],
      fresh: [
        [0, 1, 2],
        [0, 1, 2],
      ],
    });
    expect(indices(three)).toEqual({ first: [[0], [0]], fresh: [[], []] });
    expect(two?.candidate.map(({ grade }) => grade.kind)).toEqual(['wrong']);
    expect(two?.fresh.candidate.map(({ grade }) => grade.kind)).toEqual(['right', 'right', 'right']);
    expect(two?.fresh.candidate.map(({ side }) => side)).toEqual(['candidate', 'candidate', 'candidate']);

    expect(asked.map((results) => results.map(({ fresh }) => fresh.candidate.length))).toEqual([
      [0, 0, 0],
      [0, 3, 0],
    ]);
    expect(evaluation?.effort).toMatchObject({ sessions: 12, durationMs: 10_000 });
    expect(service.unarchived).toEqual([]);
  });

  it('are not run where the rule asks for none, or the plan has no rule', async () => {
    const { plan, asked } = planOf([]);
    const settled = setUpEvaluation([plan]);
    await settled.finish();
    expect([settled.service.count('createSession'), asked.length]).toEqual([2, 1]);

    const without = setUpEvaluation([makePlan()]);
    await without.finish();
    expect(without.service.count('createSession')).toBe(2);
  });

  it('are never those of fixtures for information, nor shown to the rule', async () => {
    const { plan, asked } = planOf([[['TKT-1', 'NEW-1', 'no such id'], 2]], {
      informational: makeFixtures(1, 'NEW'),
    });
    const { service, finish } = setUpEvaluation([plan]);
    const [evaluation] = await finish();
    expect(asked.map((results) => results.map(({ fixture }) => fixture.id))).toEqual([['TKT-1'], ['TKT-1']]);
    expect(listRequests(service).filter((request) => request.includes('NEW'))).toHaveLength(2);
    expect(indices(evaluation?.informational[0])).toEqual({ first: [[0], [0]], fresh: [[], []] });
    expect(evaluation?.fixtures[0]?.fresh.candidate).toHaveLength(2);
  });

  it('come in rounds, of which each adds what is missing for what is not settled', async () => {
    const { plan, asked } = planOf(
      [
        [['TKT-1', 'TKT-2'], 2],
        [['TKT-2'], 5],
        [['TKT-2', 'TKT-3'], 6],
      ],
      { fixtures: makeFixtures(3), policy: limited({}, { policy: { trials: 3 } }) },
    );
    const { service, finish } = setUpEvaluation([plan]);
    const [evaluation] = await finish();
    const count = (from: number) =>
      evaluation?.fixtures.map((result) => indices(result).fresh.map((side) => side?.length))[from];
    expect([count(0), count(1), count(2)]).toEqual([
      [2, 2],
      [6, 6],
      [6, 6],
    ]);
    expect(indices(evaluation?.fixtures[1])).toEqual({
      first: [
        [0, 1, 2],
        [0, 1, 2],
      ],
      fresh: [
        [0, 1, 2, 3, 4, 5],
        [0, 1, 2, 3, 4, 5],
      ],
    });
    expect(asked).toHaveLength(4);
    // No trial is run twice.
    expect(new Set(listRequests(service)).size).toBe(service.count('createSession'));
    // Each round waits for the one before.
    expect(new Set(freshTimes(service))).toEqual(new Set([1000, 2000, 3000]));
  });

  it('end where the rule asks only for what has been run', async () => {
    const { plan, asked } = planOf([
      [['TKT-1'], 2],
      [['TKT-1'], 2],
      [['TKT-1'], 9],
    ]);
    const { service, finish } = setUpEvaluation([plan]);
    await finish();
    expect([service.count('createSession'), asked.length]).toEqual([6, 2]);
  });

  it('run both versions of a pair next to each other, the pairs in random order', async () => {
    const { plan } = planOf([[['TKT-1', 'TKT-2', 'TKT-3'], 8]], {
      fixtures: makeFixtures(3),
      policy: limited({ concurrency: 1 }),
    });
    const random = createRandom('the order of pairs');
    const { service, finish } = setUpEvaluation([plan], () => answer(right, 10), random);
    await finish();

    const fresh = listRequests(service).filter((request) => request.includes('fresh'));
    const pairs = Array.from({ length: fresh.length / 2 }, (_, at) => fresh.slice(2 * at, 2 * at + 2));
    const nameOf = (request = '') => request.replace(/ v\d/, '');
    for (const [one, other] of pairs) {
      expect(nameOf(one)).toBe(nameOf(other));
      expect(one).not.toBe(other);
    }
    const order = pairs.map(([one]) => nameOf(one));
    const inOrder = ['TKT-1', 'TKT-2', 'TKT-3'].flatMap((id) =>
      Array.from({ length: 8 }, (_, index) => `${id} fresh-${index}`),
    );
    expect(order.toSorted()).toEqual(inOrder.toSorted());
    expect(order).not.toEqual(inOrder);
    // Fixtures are mixed: none of the three has its trials in one block.
    const blocks = order.filter((name, at) => name.slice(0, 5) !== order[at - 1]?.slice(0, 5));
    expect(blocks.length).toBeGreaterThan(6);
    const baselineFirst = pairs.filter(([one]) => one?.includes(' v1 ')).length;
    expect(baselineFirst).toBeGreaterThan(4);
    expect(baselineFirst).toBeLessThan(20);
  });

  it('are told from first ones by label and title', async () => {
    const { plan } = planOf([[['TKT-1'], 2]], { baseline: undefined });
    const { service, finish } = setUpEvaluation([plan]);
    await finish();
    expect(service.requests.map(({ title }) => title)).toEqual([
      'Pin Gate: TKT-1 on candidate v2',
      expect.stringMatching(/^Pin Gate: TKT-1 on candidate v2, run again [12]$/),
      expect.stringMatching(/^Pin Gate: TKT-1 on candidate v2, run again [12]$/),
    ]);
    const labels = service.requests.map(({ metadata }) => metadata['pin-gate-trial']);
    expect(labels.toSorted()).toEqual(['0', 'fresh-0', 'fresh-1']);
    expect(service.requests.every(({ message }) => message === 'Body of TKT-1')).toBe(true);
  });

  it('leave no timer behind', async () => {
    const { plan } = planOf([[['TKT-1', 'TKT-2'], 9]], { fixtures: makeFixtures(2) });
    const { clock, finish } = setUpEvaluation([plan]);
    await finish();
    await clock.advance(0);
    expect(clock.sleeping).toBe(0);
  });
});

describe('the limits of a run', () => {
  it('hold for creates in any minute, over first and fresh trials together', async () => {
    const { plan } = planOf(
      [
        [['TKT-1', 'TKT-2'], 4],
        [['TKT-2'], 10],
      ],
      { fixtures: makeFixtures(3), policy: limited({ 'creates-per-minute': 10 }) },
    );
    const { service, finish } = setUpEvaluation([plan]);
    const [evaluation] = await finish();
    const times = service.times('createSession');
    expect(times).toHaveLength(6 + 16 + 12);
    for (const time of times)
      expect(times.filter((other) => other >= time && other <= time + 60_000).length).toBeLessThanOrEqual(10);
    expect(evaluation?.fixtures[1]?.fresh.candidate.map(({ grade }) => grade.kind)).toEqual(
      Array(10).fill('right'),
    );
  });

  it('hold for sessions at once, over all pins and phases', async () => {
    const one = planOf([[['TKT-1'], 9]], { pin: 'a.yml', policy: limited({ concurrency: 4 }) });
    const other = planOf([], {
      pin: 'b.yml',
      policy: limited({ concurrency: 8 }),
      fixtures: makeFixtures(9),
    });
    const { service, finish } = setUpEvaluation([one.plan, other.plan], (_, index) =>
      answer(right, 700 + (index % 3) * 200),
    );
    await finish();
    const spans = service.sessionsMade.map(({ createdAt, events }) => [createdAt, events.at(-1)?.at ?? 0]);
    const atOnce = spans.map(
      ([start = 0]) => spans.filter(([from = 0, to = 0]) => from <= start && start < to).length,
    );
    expect(Math.max(...atOnce)).toBe(4);
    expect(service.count('createSession')).toBe(2 + 18 + 18);
  });
});

describe('a fresh trial that the service fails', () => {
  const failing = (times: number) => {
    const { plan, asked } = planOf([[['TKT-1'], 2]]);
    const world = setUpEvaluation([plan], ({ metadata }) =>
      metadata['pin-gate-trial'] === 'fresh-1' &&
      metadata['pin-gate-side'] === 'candidate' &&
      Number(metadata['pin-gate-attempt']) <= times
        ? { events: [[10, { kind: 'terminated' }]] }
        : answer(right),
    );
    return { ...world, asked };
  };

  it.each([1, 2])('is tried again, after %i failures too', async (times) => {
    const { finish, asked } = failing(times);
    const [evaluation] = await finish();
    const trial = evaluation?.fixtures[0]?.fresh.candidate[1];
    expect(trial).toMatchObject({ grade: { kind: 'right' }, attempts: times + 1 });
    // Only when it was over was the rule asked.
    expect(asked[1]?.[0]?.fresh.candidate).toHaveLength(2);
    expect(evaluation?.effort.sessions).toBe(6 + times);
  });

  it('is given up after three, and the rule goes on without it', async () => {
    const { service, finish, asked } = failing(9);
    const [evaluation] = await finish();
    expect(evaluation?.fixtures[0]?.fresh.candidate.map(({ grade }) => grade.kind)).toEqual([
      'right',
      'not-scored',
    ]);
    expect(evaluation?.fixtures[0]?.fresh.candidate[1]?.attempts).toBe(3);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.[0]?.fresh.candidate.map(({ index }) => index)).toEqual([0, 1]);
    expect(evaluation).toMatchObject({ problems: [], unconfirmed: undefined });
    expect(service.unarchived).toEqual([]);
  });

  it('for good ends the run when the key was revoked meanwhile', async () => {
    const { plan, asked } = planOf([[['TKT-1'], 4]]);
    const { clock, service, start } = setUpEvaluation([plan]);
    const evaluating = start();
    await clock.advance(500);
    service.failures.createSession = Array(20).fill(failure('unauthorized', { message: 'invalid key' }));
    const [evaluation] = await clock.until(evaluating);
    expect(evaluation?.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('did not accept the API key'),
    ]);
    expect(asked).toHaveLength(1);
    expect(service.unarchived).toEqual([]);
  });
});

describe('the cost ceiling', () => {
  /** An answer that costs `tokens` thousandths of a cent, and nothing else. */
  const costing = (tokens: number, ms = 1000): SessionScript => ({
    events: [
      [0, { kind: 'running' }],
      [ms, { kind: 'message', text: right }],
      [ms, { kind: 'model-request-end', usage: usageOf(tokens * 10, 0) }],
      [ms, { kind: 'usage', activeSeconds: 0 }],
      [ms, { kind: 'idle', stopReason: 'end_turn' }],
    ],
  });
  // Ten first trials at $0.01 are $0.10, and each of the re-run's eight is expected to cost as much.
  const world = (ceiling: number, more: Parameters<typeof setUpEvaluation>[1] = () => costing(1000)) => {
    const { plan, asked } = planOf([[['TKT-2'], 4, 'TKT-2 flipped.']], {
      fixtures: makeFixtures(5),
      policy: limited({ 'max-cost-usd': ceiling, concurrency: 2 }),
    });
    return { ...setUpEvaluation([plan], more), asked };
  };

  it.each([
    ['above', 0.1801],
    ['at', 0.18 + 1e-12],
  ])('just %s the cost of a re-run lets it run', async (_, ceiling) => {
    const { service, finish } = world(ceiling);
    const [evaluation] = await finish();
    expect(evaluation?.unconfirmed).toBeUndefined();
    expect(service.count('createSession')).toBe(18);
  });

  it('under the cost of a re-run does not let it begin', async () => {
    const { service, finish, asked, log } = world(0.1799);
    const [evaluation] = await finish();
    expect(service.count('createSession')).toBe(10);
    expect(asked).toHaveLength(1);
    const message = `What the first trials of ${pin} raise could not be confirmed: the re-run (8 sessions) was not started, because with it ${pin} would cost about $0.18, which is more than the $0.18 of \`limits.max-cost-usd\`; $0.10 are spent. Raise \`limits.max-cost-usd\` in prompts/ticket-triage/gate.yml, or take fewer fixtures or trials.`;
    expect(evaluation?.unconfirmed).toEqual({ file: 'prompts/ticket-triage/gate.yml', message });
    expect(evaluation?.problems).toEqual([]);
    expect(evaluation?.fixtures.map(indices)).toEqual(Array(5).fill({ first: [[0], [0]], fresh: [[], []] }));
    expect(log.lines.filter((line) => line.startsWith('warning'))).toEqual([`warning: ${message}`]);
    expect(service.unarchived).toEqual([]);
  });

  it('stops a re-run that becomes too dear, and leaves the first trials whole', async () => {
    // A fresh trial of the candidate costs three times as much: after the first the mean is too high.
    const { service, finish, log } = world(0.2, (request) =>
      costing(isFresh(request) && request.version === 2 ? 3000 : 1000),
    );
    const [evaluation] = await finish();
    expect(evaluation?.problems).toEqual([]);
    expect(evaluation?.unconfirmed?.message).toMatch(
      /^What the first trials of \S+ raise could not be confirmed: the re-run \(8 sessions\) was stopped, because with it \S+ would cost about \$0\.\d+, which is more than the \$0\.20 of `limits\.max-cost-usd`; \$0\.\d+ are spent\./,
    );
    for (const { baseline, candidate } of evaluation?.fixtures ?? [])
      expect([baseline.length, candidate.length]).toEqual([1, 1]);
    const fresh = evaluation?.fixtures[1]?.fresh.candidate.length ?? 0;
    expect(fresh).toBeGreaterThan(0);
    expect(fresh).toBeLessThan(4);
    expect(service.count('createSession')).toBeLessThan(18);
    expect(service.unarchived).toEqual([]);
    expect(log.lines.filter((line) => line.startsWith('warning'))).toEqual([
      `warning: ${evaluation?.unconfirmed?.message}`,
    ]);
    expect(log.lines.at(-1)).toMatch(/: stopped, \d+ of 18 trials in /);
  });

  it('interrupts what runs of a re-run that it stops', async () => {
    const { service, finish } = world(0.2, (request) =>
      isFresh(request)
        ? costing(9000, request.metadata['pin-gate-side'] === 'candidate' ? 1000 : 30_000)
        : costing(1000),
    );
    const [evaluation] = await finish();
    expect(evaluation?.unconfirmed).toBeDefined();
    expect(service.count('interrupt')).toBeGreaterThan(0);
    expect(service.unarchived).toEqual([]);
    // Cancelled trials are in no result.
    expect(evaluation?.fixtures[1]?.fresh.baseline).toEqual([]);
  });

  it('counts later rounds too', async () => {
    const { plan, asked } = planOf(
      [
        [['TKT-1'], 4],
        [['TKT-1'], 8],
      ],
      { policy: limited({ 'max-cost-usd': 0.15 }) },
    );
    const { service, finish } = setUpEvaluation([plan], () => costing(1000));
    const [evaluation] = await finish();
    expect(service.count('createSession')).toBe(10);
    expect(asked).toHaveLength(2);
    expect(evaluation?.unconfirmed?.message).toContain('the re-run (8 sessions) was not started');
    expect(evaluation?.fixtures[0]?.fresh.candidate).toHaveLength(4);
  });

  it('that already stopped the first trials asks for no re-run', async () => {
    const refused = planOf([[['TKT-1'], 4]], { policy: limited({ 'max-cost-usd': 0.0001 }) });
    await setUpEvaluation([refused.plan]).finish();
    const stopped = planOf([[['TKT-1'], 4]], {
      fixtures: makeFixtures(9),
      policy: limited({ 'max-cost-usd': 0.1, concurrency: 2 }),
    });
    const { service, finish } = setUpEvaluation([stopped.plan], () => costing(2000));
    const [evaluation] = await finish();
    expect(evaluation?.problems).toHaveLength(1);
    expect(service.requests.some(isFresh)).toBe(false);
    expect([refused.asked, stopped.asked]).toEqual([[], []]);
  });
});

describe('several pins', () => {
  it('are confirmed each for itself, without waiting for the others’ first trials', async () => {
    const one = planOf([[['TKT-1'], 2]], { pin: 'a.yml' });
    const other = planOf([[['TKT-2'], 3]], { pin: 'b.yml', fixtures: makeFixtures(2) });
    const { service, finish } = setUpEvaluation([one.plan, other.plan], ({ metadata }) =>
      answer(
        metadata['pin-gate-pin'] === 'a.yml' ? right : wrong,
        metadata['pin-gate-pin'] === 'a.yml' ? 500 : 5000,
      ),
    );
    const [a, b] = await finish();
    expect(freshTimes(service, 'a.yml')).toEqual(Array(4).fill(500));
    expect(freshTimes(service, 'b.yml')).toEqual(Array(6).fill(5000));

    const kinds = (result: FixtureResult | undefined) =>
      result?.fresh.candidate.map(({ grade }) => grade.kind);
    expect(a?.fixtures.map(kinds)).toEqual([['right', 'right']]);
    expect(b?.fixtures.map(kinds)).toEqual([[], ['wrong', 'wrong', 'wrong']]);
    expect([a?.effort, b?.effort]).toMatchObject([
      { sessions: 6, durationMs: 1000 },
      { sessions: 10, durationMs: 10_000 },
    ]);
    expect([one.asked.length, other.asked.length]).toEqual([2, 2]);
    expect(one.asked.flat().every(({ baseline }) => baseline.length === 1)).toBe(true);
  });

  it('do not stop each other: one without the money for its re-run, one with', async () => {
    const one = planOf([[['TKT-1'], 4]], { pin: 'a.yml', policy: limited({ 'max-cost-usd': 0.01 }) });
    const other = planOf([[['TKT-1'], 4]], { pin: 'b.yml' });
    const { finish } = setUpEvaluation([one.plan, other.plan]);
    const [a, b] = await finish();
    expect(a?.unconfirmed?.message).toContain('a.yml');
    expect(a?.fixtures[0]?.fresh.candidate).toEqual([]);
    expect(b?.unconfirmed).toBeUndefined();
    expect(b?.fixtures[0]?.fresh.candidate).toHaveLength(4);
  });

  it('do not stop each other: one that the service refuses in its re-run', async () => {
    const one = planOf([[['TKT-1'], 4]], { pin: 'a.yml' });
    const other = planOf([[['TKT-1'], 2]], { pin: 'b.yml' });
    const { clock, service, start } = setUpEvaluation([one.plan, other.plan], ({ metadata }) =>
      answer(right, metadata['pin-gate-pin'] === 'a.yml' ? 1000 : 2000),
    );
    const evaluating = start();
    await clock.advance(999);
    service.failures.createSession = [failure('invalid', { message: 'agent agent_x is archived' })];
    const [a, b] = await clock.until(evaluating);
    expect(a?.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^Managed Agents would not create a session of agent agent_x version \d for a\.yml/,
      ),
    ]);
    expect(b?.problems).toEqual([]);
    expect(b?.fixtures[0]?.fresh.candidate).toHaveLength(2);
    expect(service.unarchived).toEqual([]);
  });
});

describe('a signal during a re-run', () => {
  it('stops it, and says so: nothing is decided', async () => {
    const { plan, asked } = planOf([[['TKT-1'], 4]], { fixtures: makeFixtures(2) });
    const { clock, service, stop, start } = setUpEvaluation([plan], (request) =>
      answer(right, isFresh(request) ? 30_000 : 1000),
    );
    const evaluating = start();
    await clock.advance(1500);
    expect(service.count('createSession')).toBe(12);
    stop.abort();
    const stoppedAt = clock.now();
    const [evaluation] = await clock.until(evaluating);
    expect(evaluation?.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(`Evaluating ${pin} was stopped by a signal after 4 of 12 trials`),
    ]);
    expect(asked).toHaveLength(1);
    expect(service.times('interrupt')).toEqual(Array(8).fill(stoppedAt));
    expect(service.unarchived).toEqual([]);
    expect(clock.sleeping).toBe(0);
  });

  it('leaves a pin alone whose re-run is over', async () => {
    const one = planOf([[['TKT-1'], 1]], { pin: 'a.yml' });
    const other = planOf([[['TKT-1'], 1]], { pin: 'b.yml' });
    const { clock, service, stop, start } = setUpEvaluation([one.plan, other.plan], (request) =>
      answer(right, isFresh(request) && request.metadata['pin-gate-pin'] === 'b.yml' ? 30_000 : 1000),
    );
    const evaluating = start();
    await clock.advance(2500);
    stop.abort();
    const [a, b] = await clock.until(evaluating);
    expect(a).toMatchObject({ problems: [], unconfirmed: undefined });
    expect(a?.fixtures[0]?.fresh.candidate).toHaveLength(1);
    expect(b?.problems).toHaveLength(1);
    expect(service.unarchived).toEqual([]);
  });
});

describe('a rule that fails', () => {
  it('with a problem of the user’s stops its pin and no other', async () => {
    const confirm = () => {
      throw new GateError([{ message: 'No rule.' }]);
    };
    const { service, finish } = setUpEvaluation([
      makePlan({ pin: 'a.yml', confirm }),
      planOf([[['TKT-1'], 1]], { pin: 'b.yml' }).plan,
    ]);
    const [a, b] = await finish();
    expect(a?.problems).toEqual([{ message: 'No rule.' }]);
    expect(b?.problems).toEqual([]);
    expect(b?.fixtures[0]?.fresh.candidate).toHaveLength(1);
    expect(service.unarchived).toEqual([]);
  });

  it('by a fault of ours stops everything, cleans up and throws', async () => {
    const confirm = () => {
      throw new TypeError('not a function');
    };
    const plans = [
      makePlan({ pin: 'a.yml', confirm }),
      makePlan({ pin: 'b.yml', fixtures: makeFixtures(3) }),
    ];
    const { clock, service, finish } = setUpEvaluation(plans, ({ metadata }) =>
      answer(right, metadata['pin-gate-pin'] === 'a.yml' ? 1000 : 30_000),
    );
    await expect(finish()).rejects.toThrow('not a function');
    expect(service.unarchived).toEqual([]);
    await clock.advance(0);
    expect(clock.sleeping).toBe(0);
  });
});

describe('the log', () => {
  it('says what is run again and why, goes on counting, and says what came of it', async () => {
    const { plan } = planOf(
      [
        [['TKT-1'], 3, '1 fixture of "billing" flipped; run again 3 times.'],
        [[], 0, '"billing" after 3 fresh trials each: held.'],
      ],
      { fixtures: makeFixtures(2), policy: limited({ concurrency: 2 }) },
    );
    const { log, finish } = setUpEvaluation([plan], () => answer(right, 4000));
    await finish();
    expect(log.lines.slice(6)).toEqual([
      `info: ${pin}: 2 of 4 done, 2 running, 0.4 a second, about 5 s left, $0.0032 so far`,
      `info: ${pin}: 1 fixture of "billing" flipped; run again 3 times.`,
      `info: ${pin}: 4 of 10 done, 2 running, 0.4 a second, about 15 s left, $0.0064 so far`,
      `info: ${pin}: 6 of 10 done, 2 running, 0.4 a second, about 10 s left, $0.0095 so far`,
      `info: ${pin}: 8 of 10 done, 2 running, 0.4 a second, about 5 s left, $0.0127 so far`,
      `info: ${pin}: "billing" after 3 fresh trials each: held.`,
      `info: ${pin}: done, 10 of 10 trials in 20.0 s, 10 sessions, $0.0159`,
    ]);
  });
});

describe('a display', () => {
  const watch = () => {
    const shown: string[] = [];
    return {
      shown,
      show: (pins: readonly PinProgress[]) => {
        for (const { round, done, total, running, secondsLeft } of pins)
          shown.push(`round ${round}: ${done}/${total}, ${running} running, ${secondsLeft} s left`);
      },
      end: () => {
        shown.push('end');
      },
    };
  };

  it('is shown each round by itself, in place of lines in the log, and ends before the last line', async () => {
    const { plan } = planOf(
      [
        [['TKT-1'], 3, '1 fixture of "billing" flipped; run again 3 times.'],
        [['TKT-1'], 4, 'run again once more.'],
        [[], 0, 'held.'],
      ],
      { fixtures: makeFixtures(2), policy: limited({ concurrency: 2 }) },
    );
    const display = watch();
    const { log, finish } = setUpEvaluation([plan], () => answer(right, 4000), undefined, display);
    await finish();
    expect(log.lines.filter((line) => line.includes(' running'))).toEqual([]);
    expect(log.lines.at(-1)).toContain('done, 12 of 12 trials in 24.0 s');
    const rounds = display.shown.map((line) => line.replace(/, [^,]* left/, ''));
    expect([...new Set(rounds)]).toEqual([
      'round 0: 0/4, 2 running',
      'round 0: 2/4, 2 running',
      'round 1: 0/6, 2 running',
      'round 1: 2/6, 2 running',
      'round 1: 4/6, 2 running',
      'round 2: 0/2, 2 running',
      'end',
    ]);
    expect(display.shown).toContain('round 0: 2/4, 2 running, 5 s left');
    expect(display.shown[0]).toContain('undefined s left');
  });

  it('ends with a run that is stopped', async () => {
    const display = watch();
    const { clock, stop, start } = setUpEvaluation(
      [makePlan()],
      () => answer(right, 60_000),
      undefined,
      display,
    );
    const run = start();
    await clock.advance(1000);
    stop.abort();
    await clock.until(run);
    expect(display.shown.at(-1)).toBe('end');
    const { length } = display.shown;
    await clock.advance(10_000);
    expect(display.shown).toHaveLength(length);
    expect(clock.sleeping).toBe(0);
  });
});
