import { describe, expect, it } from '@jest/globals';
import type { PinPlan } from '../../src/domain/evaluation.ts';
import { answer, type Failure, failure, type SessionScript, usageOf } from '../helpers/fakeAgentService.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { makeFixtures, makePlan } from '../helpers/makePlan.ts';
import { makePolicy } from '../helpers/makePolicy.ts';
import { limited, right, setUpEvaluation, wrong } from '../helpers/setUpEvaluation.ts';

/** The only pin's only candidate trial. */
async function runOne(
  script: SessionScript | ((attempt: number) => SessionScript),
  more: Partial<PinPlan> = {},
) {
  const plan = makePlan({ baseline: undefined, policy: limited({ 'timeout-seconds': 10 }), ...more });
  const world = setUpEvaluation([plan], (_, index) =>
    typeof script === 'function' ? script(index) : script,
  );
  const [evaluation] = await world.finish();
  return { ...world, evaluation, trial: evaluation?.fixtures[0]?.candidate[0] };
}

describe('evaluate', () => {
  it('runs every fixture on both versions and grades what comes back', async () => {
    const { service, finish } = setUpEvaluation([makePlan({ fixtures: makeFixtures(3) })], ({ version }) =>
      answer(version === 1 ? right : wrong, 2000),
    );
    const [evaluation] = await finish();
    expect(evaluation?.problems).toEqual([]);
    expect(evaluation?.fixtures.map(({ fixture }) => fixture.id)).toEqual(['TKT-1', 'TKT-2', 'TKT-3']);
    for (const { baseline, candidate } of evaluation?.fixtures ?? []) {
      expect(baseline.map(({ grade }) => grade.kind)).toEqual(['right']);
      expect(candidate.map(({ grade }) => grade.kind)).toEqual(['wrong']);
    }
    expect(evaluation?.effort).toEqual({
      sessions: 6,
      costUsd: expect.closeTo(6 * 0.001544, 5),
      durationMs: 2000,
    });
    expect(service.unarchived).toEqual([]);
  });

  it('records session, usage, cost and latency of a trial', async () => {
    const { trial } = await runOne(answer(right, 2000));
    expect(trial).toEqual({
      side: 'candidate',
      index: 0,
      session: 'sesn_0',
      outcome: { kind: 'answered', reply: right },
      grade: expect.objectContaining({ kind: 'right' }),
      usage: { ...usageOf(1000, 100), activeSeconds: 2 },
      // 1000 tokens in at 1 USD a million, 100 out at 5, two seconds at 0.08 USD an hour.
      costUsd: 0.001 + 0.0005 + (2 * 0.08) / 3600,
      latencyMs: 2000,
      attempts: 1,
    });
  });

  it('takes four requests for a trial', async () => {
    const { service } = await runOne(answer(right));
    const trial = service.calls.filter(({ method }) => method !== 'sessions');
    expect(trial.map(({ method }) => method)).toEqual(['createSession', 'stream', 'events', 'archive']);
  });

  it('pins the session, fills the message and says in metadata what the session is', async () => {
    const { service } = await runOne(answer(right));
    expect(service.requests).toEqual([
      {
        agent: 'agent_x',
        version: 2,
        environment: 'env_1',
        title: 'Pin Gate: TKT-1 on candidate v2',
        message: 'Body of TKT-1',
        metadata: {
          'pin-gate': 'gate',
          'pin-gate-run': '4711-1',
          'pin-gate-repository': 'octo/triage',
          'pin-gate-pin': 'prompts/ticket-triage/pinned-version.yml',
          'pin-gate-version': '2',
          'pin-gate-side': 'candidate',
          'pin-gate-fixture': 'TKT-1',
          'pin-gate-trial': '0',
          'pin-gate-attempt': '1',
        },
      },
    ]);
  });

  it('runs each trial of each fixture, and lists them in order', async () => {
    const plan = makePlan({ policy: makePolicy({ message: '{{body}}', policy: { trials: 3 } }) });
    const { finish } = setUpEvaluation([plan]);
    const [evaluation] = await finish();
    expect(evaluation?.fixtures[0]?.baseline.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(evaluation?.fixtures[0]?.candidate.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('reports informational fixtures apart', async () => {
    const { finish } = setUpEvaluation([makePlan({ informational: makeFixtures(2, 'NEW') })]);
    const [evaluation] = await finish();
    expect(evaluation?.fixtures.map(({ fixture }) => fixture.id)).toEqual(['TKT-1']);
    expect(evaluation?.informational.map(({ fixture }) => fixture.id)).toEqual(['NEW-1', 'NEW-2']);
    expect(evaluation?.effort.sessions).toBe(6);
  });

  it('does nothing without plans', async () => {
    const { service, finish } = setUpEvaluation([]);
    expect(await finish()).toEqual([]);
    expect(service.calls).toEqual([]);
  });

  it('leaves no timer behind', async () => {
    const { clock, finish } = setUpEvaluation([makePlan({ fixtures: makeFixtures(20) })]);
    await finish();
    await clock.advance(0);
    expect(clock.sleeping).toBe(0);
  });
});

describe('scheduling', () => {
  it('runs baseline and candidate of a fixture next to each other, in an order that chance decides', async () => {
    const order = async (random: () => number) => {
      const plans = [makePlan({ fixtures: makeFixtures(2) })];
      const { service, finish } = setUpEvaluation(plans, undefined, random);
      await finish();
      return service.requests.map(({ message, version }) => `${message.slice(-1)}v${version}`);
    };
    expect(await order(() => 0.49)).toEqual(['1v1', '1v2', '2v1', '2v2']);
    expect(await order(() => 0.5)).toEqual(['1v2', '1v1', '2v2', '2v1']);
  });

  it('runs all pins at once under the smallest of their limits', async () => {
    const plan = (pin: string, concurrency: number) =>
      makePlan({ pin, policy: limited({ concurrency }), fixtures: makeFixtures(2) });
    const { clock, service, start } = setUpEvaluation([plan('a.yml', 4), plan('b.yml', 64)], () =>
      answer(right, 1000),
    );
    const evaluating = start();
    await clock.advance(0);
    expect(service.requests.map(({ metadata }) => metadata['pin-gate-pin'])).toEqual([
      'a.yml',
      'a.yml',
      'b.yml',
      'b.yml',
    ]);
    await clock.advance(1000);
    expect(service.count('createSession')).toBe(8);
    await clock.until(evaluating);
  });

  it('starts the next trial when a turn ends, without waiting for its archive', async () => {
    const plan = makePlan({ policy: limited({ concurrency: 1 }) });
    const { service, finish } = setUpEvaluation([plan], () => ({ ...answer(right, 1000), settleMs: 5000 }));
    await finish();
    const [first, second] = service.times('createSession');
    expect((second ?? 0) - (first ?? 0)).toBe(1000);
    expect(service.unarchived).toEqual([]);
  });

  it('never creates more than the ceiling in any minute, with every trial scored', async () => {
    const plan = makePlan({ policy: limited({ 'creates-per-minute': 10 }), fixtures: makeFixtures(15) });
    const { service, finish } = setUpEvaluation([plan]);
    const [evaluation] = await finish();
    const times = service.times('createSession');
    expect(times).toHaveLength(30);
    for (const time of times)
      expect(times.filter((other) => other >= time && other <= time + 60_000).length).toBeLessThanOrEqual(10);
    expect(evaluation?.fixtures.every(({ candidate }) => candidate[0]?.grade.kind === 'right')).toBe(true);
  });

  it('does not charge a trial for waiting for the read budget', async () => {
    const policy = limited({ 'reads-per-minute': 1, 'timeout-seconds': 5 });
    const { trial, service } = await runOne(answer(right, 1000), { policy });
    expect(trial?.outcome.kind).toBe('answered');
    expect(trial?.latencyMs).toBe(1000);
    expect(service.count('createSession')).toBe(1);
  });
});

describe('stream and history', () => {
  const script = (more: Partial<SessionScript>): SessionScript => ({ ...answer(right, 1000), ...more });

  it('finds the end in the history when the stream opens after it', async () => {
    const { trial, service } = await runOne(script({ streams: [{ openMs: 3000 }] }));
    expect(trial?.outcome).toEqual({ kind: 'answered', reply: right });
    // Not the 3 s that it took us to look.
    expect(trial?.latencyMs).toBe(1000);
    expect(trial?.usage.inputTokens).toBe(1000);
    expect(service.count('stream')).toBe(1);
  });

  it('joins both when the stream opens in the middle of the turn', async () => {
    const events: SessionScript['events'] = [
      [0, { kind: 'running' }],
      [100, { kind: 'message', text: right }],
      [200, { kind: 'model-request-end', usage: usageOf(7, 8) }],
      [900, { kind: 'idle', stopReason: 'end_turn' }],
    ];
    const { trial } = await runOne({ events, streams: [{ openMs: 150 }] });
    expect(trial?.outcome).toEqual({ kind: 'answered', reply: right });
    expect(trial?.usage).toEqual({ ...usageOf(7, 8), activeSeconds: 0.9 });
    expect(trial?.latencyMs).toBe(900);
  });

  it.each(['dropAfterMs', 'endAfterMs'])('opens the stream again after %s', async (fault) => {
    const { trial, service } = await runOne(script({ streams: [{ [fault]: 500 }, { [fault]: 100 }] }));
    expect(trial?.outcome).toEqual({ kind: 'answered', reply: right });
    expect(trial?.attempts).toBe(1);
    expect(service.count('stream')).toBe(3);
    expect(service.count('events')).toBe(3);
  });

  it('finds what came while the stream was down', async () => {
    // Down from 950 on, reopened at 1050: message and end are in the history only.
    const { trial } = await runOne(script({ streams: [{ dropAfterMs: 950 }] }));
    expect(trial?.outcome).toEqual({ kind: 'answered', reply: right });
  });

  it('looks again before it calls an answer empty, since an entry may be late', async () => {
    const { trial, service } = await runOne(
      script({ streams: [{ openMs: 2000 }], lagging: { kind: 'message', listings: 1 } }),
    );
    expect(trial?.outcome).toEqual({ kind: 'answered', reply: right });
    expect(service.count('events')).toBe(2);
  });

  it('gives a reply that is really empty', async () => {
    const events: SessionScript['events'] = [
      [0, { kind: 'running' }],
      [10, { kind: 'idle', stopReason: 'end_turn' }],
    ];
    const { trial } = await runOne({ events });
    expect(trial?.outcome).toEqual({ kind: 'answered', reply: '' });
    expect(trial?.grade).toMatchObject({ kind: 'wrong', reason: 'unreadable' });
  });

  it('sees at the deadline that a stream was stuck and the turn long over', async () => {
    const { trial } = await runOne(script({ streams: [{ mute: true }] }));
    expect(trial?.outcome).toEqual({ kind: 'answered', reply: right });
    expect(trial?.latencyMs).toBe(1000);
  });
});

describe('the deadline', () => {
  const endsAfter = (ms: number): SessionScript => answer(right, ms);

  it.each([
    ['just before', 9_999, 'answered'],
    ['exactly at', 10_000, 'answered'],
    ['just after', 10_001, 'too-slow'],
  ])('of a turn that ends %s it', async (_, ms, kind) => {
    const { trial, service } = await runOne(endsAfter(ms));
    expect(trial?.outcome.kind).toBe(kind);
    expect(trial?.attempts).toBe(1);
    expect(service.count('interrupt')).toBe(kind === 'too-slow' ? 1 : 0);
    expect(service.unarchived).toEqual([]);
  });

  it('counts from the create request', async () => {
    const { trial } = await runOne({ ...endsAfter(9_999), createMs: 5_000 });
    expect(trial?.outcome.kind).toBe('answered');
    expect(trial?.latencyMs).toBe(9_999);
    const late = await runOne({ ...endsAfter(10_001), createMs: 5_000 });
    expect(late.trial?.outcome.kind).toBe('too-slow');
  });

  it.each<[string, SessionScript]>([
    ['the turn never ran', { events: [] }],
    [
      'the service was retrying',
      {
        events: [
          [0, { kind: 'running' }],
          [5, { kind: 'error', errorType: 'model_overloaded_error', message: '', retry: 'retrying' }],
        ],
      },
    ],
    [
      'it was rescheduled',
      {
        events: [
          [0, { kind: 'running' }],
          [5, { kind: 'rescheduled' }],
        ],
      },
    ],
  ])('is not held against the version when %s', async (_, script) => {
    const { trial, service } = await runOne(script);
    expect(trial?.outcome.kind).toBe('not-scored');
    expect(trial?.attempts).toBe(3);
    expect(service.count('interrupt')).toBe(3);
    expect(service.unarchived).toEqual([]);
  });

  it('does not wait longer for a create request, and finds its session afterwards', async () => {
    const { trial, service } = await runOne((index) =>
      index === 0 ? { ...answer(right), createMs: 60_000 } : answer(right),
    );
    expect(trial?.outcome.kind).toBe('answered');
    expect(trial?.attempts).toBe(2);
    expect(service.unarchived).toEqual([]);
  });
});

describe('failures of the service', () => {
  const one = () => {
    const plan = makePlan({ baseline: undefined, policy: limited({ 'timeout-seconds': 10 }) });
    return setUpEvaluation([plan]);
  };

  it('tries a failed trial again in a new session, three times in all, after everything else', async () => {
    const plan = makePlan({ policy: limited({ concurrency: 1 }), fixtures: makeFixtures(2) });
    const { service, finish } = setUpEvaluation([plan], ({ message, version }, index) =>
      message.endsWith('1') && version === 1 && index < 5
        ? { events: [[10, { kind: 'terminated' }]] }
        : answer(right),
    );
    const [evaluation] = await finish();
    expect(service.requests.map(({ metadata }) => metadata['pin-gate-attempt'])).toEqual([
      '1',
      '1',
      '1',
      '1',
      '2',
      '3',
    ]);
    const trial = evaluation?.fixtures[0]?.baseline[0];
    expect(trial?.outcome.kind).toBe('answered');
    expect(trial?.attempts).toBe(3);
    expect(evaluation?.effort.sessions).toBe(6);
  });

  it('leaves a trial without a score after its third session', async () => {
    const { trial, service } = await runOne({ events: [[10, { kind: 'terminated' }]] });
    expect(trial?.grade.kind).toBe('not-scored');
    expect(trial?.attempts).toBe(3);
    expect(service.count('createSession')).toBe(3);
  });

  it.each(['createSession', 'stream', 'events'] as const)(
    'retries %s three times, ever later',
    async (method) => {
      const { service, finish } = one();
      const down = failure('unavailable');
      service.failures[method] = [down, down, down];
      const [evaluation] = await finish();
      expect(evaluation?.fixtures[0]?.candidate[0]?.outcome.kind).toBe('answered');
      expect(evaluation?.fixtures[0]?.candidate[0]?.attempts).toBe(1);
      const times = service.times(method);
      expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 500, 1500, 3500]);
    },
  );

  it('counts the deadline anew when the create request is sent again', async () => {
    const { service, finish } = setUpEvaluation(
      [makePlan({ baseline: undefined, policy: limited({ 'timeout-seconds': 3 }) })],
      () => answer(right, 2900),
    );
    service.failures.createSession = [failure('unavailable'), failure('unavailable')];
    const [evaluation] = await finish();
    expect(evaluation?.fixtures[0]?.candidate[0]).toMatchObject({ attempts: 1, latencyMs: 2900 });
  });

  it.each<[string, Failure]>([
    ['a 429', failure('rate-limited', { retryAfterMs: 30_000 })],
    ['a 5xx', failure('unavailable')],
  ])('does not let the deadline pass between two create requests after %s', async (_, failed) => {
    const { service, finish } = setUpEvaluation(
      [makePlan({ baseline: undefined, policy: limited({ 'timeout-seconds': 0.4 }) })],
      () => answer(right, 300),
    );
    service.failures.createSession = [failed];
    const [evaluation] = await finish();
    expect(evaluation?.fixtures[0]?.candidate[0]).toMatchObject({ attempts: 1, latencyMs: 300 });
  });

  it('is not scored when the retries are used up', async () => {
    const { service, finish } = one();
    service.failures.createSession = Array(12).fill(failure('unavailable', { message: 'bad gateway' }));
    const [evaluation] = await finish();
    expect(evaluation?.problems).toEqual([]);
    expect(evaluation?.fixtures[0]?.candidate[0]).toMatchObject({
      session: undefined,
      outcome: { kind: 'not-scored', detail: 'no session could be created: bad gateway' },
      attempts: 3,
    });
    expect(service.count('createSession')).toBe(12);
  });

  it('archives sessions whose ids were lost with the answer', async () => {
    const { service, finish } = one();
    service.failures.createSession = [{ ...failure('unavailable'), done: true }];
    await finish();
    expect(service.sessionsMade).toHaveLength(2);
    expect(service.unarchived).toEqual([]);
  });

  it('waits with everything for as long as a 429 asks, then goes at half the rate', async () => {
    const plan = makePlan({ policy: limited({ 'creates-per-minute': 100 }), fixtures: makeFixtures(20) });
    const { clock, service, log, start } = setUpEvaluation([plan]);
    service.failures.createSession = [failure('rate-limited', { retryAfterMs: 20_000 })];
    const began = clock.now();
    const evaluating = start();
    await clock.advance(19_999);
    // The first, and those that were on their way with it.
    const first = service.count('createSession');
    expect(service.times('createSession').every((time) => time === began)).toBe(true);
    await clock.advance(1);
    expect(service.count('createSession')).toBeGreaterThan(first);
    expect(log.lines.filter((line) => line.includes('429'))).toHaveLength(1);
    const [evaluation] = await clock.until(evaluating);
    expect(evaluation?.fixtures.every(({ candidate }) => candidate[0]?.attempts === 1)).toBe(true);
  });

  it('does not charge a trial for the pause of a 429', async () => {
    const { service, finish } = one();
    service.failures.events = [failure('rate-limited', { retryAfterMs: 30_000 })];
    const [evaluation] = await finish();
    expect(evaluation?.fixtures[0]?.candidate[0]).toMatchObject({ attempts: 1, latencyMs: 1000 });
  });

  it('stops the whole run on a spend limit, after one more try', async () => {
    const plans = [
      makePlan({ pin: 'a.yml', policy: limited({ concurrency: 1 }) }),
      makePlan({ pin: 'b.yml' }),
    ];
    const { service, finish } = setUpEvaluation(plans);
    service.failures.createSession = Array(9).fill(failure('spend-limit', { message: 'over the limit' }));
    const evaluations = await finish();
    expect(service.count('createSession')).toBe(2);
    for (const { problems } of evaluations) {
      expect(problems).toHaveLength(1);
      expect(problems[0]?.message).toContain('spend limit: over the limit');
    }
  });

  it.each([
    ['unauthorized', 'did not accept the API key'],
    ['forbidden', 'may not run sessions'],
  ] as const)('stops the whole run when the key is %s', async (kind, sentence) => {
    const plans = [
      makePlan({ pin: 'a.yml', policy: limited({ concurrency: 1 }) }),
      makePlan({ pin: 'b.yml' }),
    ];
    const { service, finish } = setUpEvaluation(plans);
    service.failures.createSession = [failure(kind, { message: 'invalid key' })];
    const evaluations = await finish();
    expect(service.count('createSession')).toBe(1);
    for (const { problems } of evaluations) expect(problems[0]?.message).toContain(sentence);
  });

  it('stops only the pin whose session is refused, and names the fixture', async () => {
    const plans = [
      makePlan({ pin: 'a.yml', policy: limited({ concurrency: 1 }) }),
      makePlan({ pin: 'b.yml', candidate: makeAgentVersion({ version: 3 }) }),
    ];
    const { service, finish } = setUpEvaluation(plans);
    service.failures.createSession = [failure('invalid', { message: 'agent agent_x is archived' })];
    const [first, second] = await finish();
    expect(first?.problems).toEqual([
      {
        file: 'tickets.jsonl',
        line: 1,
        message:
          'Managed Agents would not create a session of agent agent_x version 1 for a.yml, fixture TKT-1: agent agent_x is archived',
      },
    ]);
    expect(second?.problems).toEqual([]);
    expect(second?.fixtures[0]?.candidate[0]?.grade.kind).toBe('right');
  });
});

describe('cleaning up', () => {
  it('tries an archive again while the service still calls the session running', async () => {
    const { service } = await runOne({ ...answer(right), settleMs: 900 });
    expect(service.times('archive').map((time) => time - (service.times('archive')[0] ?? 0))).toEqual([
      0, 200, 400, 600, 800,
    ]);
    expect(service.unarchived).toEqual([]);
  });

  it('waits before the next first try once it has seen the service settle late', async () => {
    const plan = makePlan({ policy: limited({ concurrency: 1 }), fixtures: makeFixtures(3) });
    const { service, finish } = setUpEvaluation([plan], () => ({ ...answer(right), settleMs: 250 }));
    await finish();
    expect(service.count('archive')).toBe(7);
  });

  it('warns once about what could not be archived, and changes no verdict', async () => {
    const { trial, log, service } = await runOne({ ...answer(right), settleMs: 60_000 });
    expect(trial?.grade.kind).toBe('right');
    expect(service.unarchived).toEqual(['sesn_0']);
    const warnings = log.lines.filter((line) => line.startsWith('warning'));
    expect(warnings).toEqual([expect.stringContaining('One session could not be archived (sesn_0)')]);
  });

  it('interrupts a session that waits for somebody', async () => {
    const events: SessionScript['events'] = [
      [0, { kind: 'running' }],
      [10, { kind: 'idle', stopReason: 'requires_action' }],
    ];
    const { trial, service } = await runOne({ events });
    expect(trial?.grade).toMatchObject({ kind: 'wrong', reason: 'waiting' });
    expect(service.count('interrupt')).toBe(1);
    expect(service.unarchived).toEqual([]);
  });

  it('archives strays of the same pin that are old enough, and nothing else', async () => {
    const minute = 60_000;
    const mine = {
      'pin-gate': 'gate',
      'pin-gate-run': '4700-1',
      'pin-gate-repository': 'octo/triage',
      'pin-gate-pin': 'prompts/ticket-triage/pinned-version.yml',
    };
    const { clock, service, log, finish } = setUpEvaluation([
      makePlan({ policy: limited({ 'timeout-seconds': 60 }) }),
    ]);
    const older = (
      id: string,
      ageMinutes: number,
      metadata: Record<string, string>,
      status = 'running' as const,
    ) =>
      service.older.push({
        id,
        agent: 'agent_x',
        status,
        metadata,
        createdAt: clock.now() - ageMinutes * minute,
      });
    // Twice the timeout and 20 minutes more.
    older('old enough', 22.01, mine);
    older('may be live', 21.99, mine);
    older('of production', 100, {});
    older('of another pin', 100, { ...mine, 'pin-gate-pin': 'other.yml' });
    older('of another repository', 100, { ...mine, 'pin-gate-repository': 'octo/other' });
    await finish();
    const strangers = (method: string) =>
      service.calls.filter((call) => call.method === method && !call.session?.startsWith('sesn_'));
    expect(strangers('interrupt').map(({ session }) => session)).toEqual(['old enough']);
    expect(strangers('archive').map(({ session }) => session)).toEqual(['old enough']);
    expect(service.count('sessions')).toBe(1);
    expect(log.lines).toContain(
      'info: Archiving a session that an earlier run left behind on prompts/ticket-triage/pinned-version.yml.',
    );
  });

  it('does not mind when strays cannot be listed', async () => {
    const { service, log, finish } = setUpEvaluation([makePlan()]);
    service.failures.sessions = [failure('forbidden', { message: 'No.' })];
    const [evaluation] = await finish();
    expect(evaluation?.problems).toEqual([]);
    expect(log.lines.filter((line) => line.startsWith('warning'))).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('interrupts what runs at once, starts nothing new, and says so in every unfinished plan', async () => {
    const plans = [
      makePlan({
        pin: 'a.yml',
        policy: limited({ concurrency: 4, 'creates-per-minute': 10 }),
        fixtures: makeFixtures(9),
      }),
      makePlan({ pin: 'b.yml' }),
    ];
    const { clock, service, stop, start } = setUpEvaluation(plans, () => answer(right, 30_000));
    const evaluating = start();
    await clock.advance(1000);
    const created = service.count('createSession');
    stop.abort();
    const stoppedAt = clock.now();
    await clock.advance(0);
    // More than the write budget holds at once.
    expect(service.times('interrupt')).toEqual(Array(created).fill(stoppedAt));
    const evaluations = await clock.until(evaluating);
    expect(service.count('createSession')).toBe(created);
    expect(service.unarchived).toEqual([]);
    for (const { problems } of evaluations) expect(problems[0]?.message).toContain('was stopped by a signal');
    expect(clock.now() - stoppedAt).toBeLessThan(1000);
    expect(clock.sleeping).toBe(0);
  });

  it('retries archives for six seconds and no longer', async () => {
    const { clock, stop, start, log } = setUpEvaluation([makePlan()], () => ({
      ...answer(right, 30_000),
      settleMs: 60_000,
    }));
    const evaluating = start();
    await clock.advance(1000);
    stop.abort();
    const stoppedAt = clock.now();
    await clock.until(evaluating);
    expect(clock.now() - stoppedAt).toBe(6000);
    expect(log.lines.at(-1)).toContain('warning: 2 sessions could not be archived');
    await clock.advance(0);
    expect(clock.sleeping).toBe(0);
  });

  it('interrupts a session whose creation was on its way', async () => {
    const { clock, service, stop, start } = setUpEvaluation([makePlan({ baseline: undefined })], () => ({
      ...answer(right, 30_000),
      createMs: 2000,
    }));
    const evaluating = start();
    await clock.advance(1000);
    stop.abort();
    await clock.until(evaluating);
    expect(service.count('interrupt')).toBe(1);
    expect(service.unarchived).toEqual([]);
  });

  it('does not wait for a creation that never answers', async () => {
    const { clock, stop, start } = setUpEvaluation([makePlan()], () => ({
      ...answer(right),
      createMs: 50_000,
    }));
    const evaluating = start();
    await clock.advance(1000);
    stop.abort();
    const stoppedAt = clock.now();
    await clock.until(evaluating);
    expect(clock.now() - stoppedAt).toBe(6000);
  });

  it('archives what had ended, and keeps a finished plan as it is', async () => {
    const plans = [makePlan({ pin: 'a.yml' }), makePlan({ pin: 'b.yml' })];
    const { clock, service, stop, start } = setUpEvaluation(plans, ({ metadata }) =>
      answer(right, metadata['pin-gate-pin'] === 'a.yml' ? 1000 : 30_000),
    );
    const evaluating = start();
    await clock.advance(1010);
    stop.abort();
    const [a, b] = await clock.until(evaluating);
    expect(a?.problems).toEqual([]);
    expect(b?.problems).toHaveLength(1);
    expect(service.unarchived).toEqual([]);
  });

  it('starts nothing when the signal came before', async () => {
    const { service, stop, finish } = setUpEvaluation([makePlan()]);
    stop.abort();
    const [evaluation] = await finish();
    expect(service.calls).toEqual([]);
    expect(evaluation?.problems).toHaveLength(1);
  });
});

describe('the cost ceiling', () => {
  // One trial: (17 + 13 characters) / 4 → 8 tokens in, 250 out, 5 s: 0.000008 + 0.00125 + 0.000111.
  const estimate = 0.000008 + 0.00125 + (5 * 0.08) / 3600;

  it.each([
    ['just above', 2 * estimate + 1e-9, false],
    ['at', 2 * estimate, false],
    ['just under', 2 * estimate - 1e-9, true],
  ])('%s the estimate', async (_, ceiling, refused) => {
    const cheap: SessionScript = {
      events: [
        [0, { kind: 'running' }],
        [9, { kind: 'message', text: right }],
        [9, { kind: 'idle', stopReason: 'end_turn' }],
      ],
    };
    const { service, finish } = setUpEvaluation(
      [makePlan({ policy: limited({ 'max-cost-usd': ceiling }) })],
      () => cheap,
    );
    const [evaluation] = await finish();
    expect(service.count('createSession')).toBe(refused ? 0 : 2);
    if (!refused) {
      expect(evaluation?.problems).toEqual([]);
      return;
    }
    expect(evaluation?.problems).toEqual([
      {
        file: 'prompts/ticket-triage/gate.yml',
        message:
          'Evaluating prompts/ticket-triage/pinned-version.yml would cost about $0.0027 (2 sessions), which is more than the $0.0027 of `limits.max-cost-usd`; no session was started. Raise `limits.max-cost-usd` in prompts/ticket-triage/gate.yml, or take fewer fixtures or trials.',
      },
    ]);
  });

  it('refuses one pin and runs the other', async () => {
    const plans = [
      makePlan({ pin: 'a.yml', policy: limited({ 'max-cost-usd': 0.0001 }) }),
      makePlan({ pin: 'b.yml' }),
    ];
    const { service, finish } = setUpEvaluation(plans);
    const [a, b] = await finish();
    expect(a?.problems).toHaveLength(1);
    expect(b?.problems).toEqual([]);
    expect(service.count('createSession')).toBe(2);
  });

  it('stops a pin whose projection passes it, running sessions and all', async () => {
    // Every answer costs $0.1 instead of the estimated tenth of a cent.
    const dear = (ms: number): SessionScript => ({
      events: [
        [0, { kind: 'running' }],
        [ms, { kind: 'message', text: right }],
        [ms, { kind: 'model-request-end', usage: usageOf(100_000, 0) }],
        [ms, { kind: 'idle', stopReason: 'end_turn' }],
      ],
    });
    const plan = makePlan({
      baseline: undefined,
      policy: limited({ 'max-cost-usd': 1.5, concurrency: 8 }),
      fixtures: makeFixtures(40),
    });
    const { service, finish } = setUpEvaluation([plan], (_, index) => dear(index < 5 ? 1000 : 9000));
    const [evaluation] = await finish();
    // The fifth that finishes makes the mean count: 5 spent and 35 open at $0.1 are $4.
    expect(evaluation?.problems[0]?.message).toMatch(
      /stopped: \$0\.50 are spent after 5 of 40 trials, which projects to \$4\.00/,
    );
    expect(evaluation?.fixtures.filter(({ candidate }) => candidate.length > 0)).toHaveLength(5);
    expect(service.count('interrupt')).toBe(service.count('createSession') - 5);
    expect(service.unarchived).toEqual([]);
  });

  it('counts an unknown model at the highest price, and says so', async () => {
    const plan = makePlan({
      baseline: undefined,
      candidate: makeAgentVersion({ model: { id: 'claude-next' } }),
    });
    const { finish, log } = setUpEvaluation([plan]);
    const [evaluation] = await finish();
    expect(evaluation?.effort.costUsd).toBeCloseTo(0.005 + 0.0025, 4);
    expect(log.lines.filter((line) => line.startsWith('warning: The price of claude-next'))).toHaveLength(1);
  });
});

describe('a draft', () => {
  const overrides = { system: 'Route the ticket well.' };
  const draft = (parts: Partial<PinPlan> = {}) =>
    makePlan({
      baseline: makeAgentVersion(),
      candidate: makeAgentVersion({
        ...overrides,
        metadata: { 'pin-gate-digest': `sha256:${'a'.repeat(64)}` },
      }),
      overrides,
      ...parts,
    });

  it('is laid over its version in the sessions of the candidate alone, those that are tried again included', async () => {
    const { service, finish } = setUpEvaluation([draft({ fixtures: makeFixtures(3) })]);
    service.failures.createSession = [failure('unavailable')];
    await finish();
    const sides = new Map(
      ['baseline', 'candidate'].map((side) => [
        side,
        service.requests.filter(({ metadata }) => metadata['pin-gate-side'] === side),
      ]),
    );
    expect(service.requests).toHaveLength(7);
    for (const request of sides.get('candidate') ?? []) {
      expect(request).toMatchObject({ agent: 'agent_x', version: 1, overrides });
      expect(request.title).toMatch(/ on candidate draft over v1$/);
      expect(request.metadata['pin-gate-draft']).toBe('a'.repeat(16));
    }
    for (const request of sides.get('baseline') ?? []) {
      expect(request).not.toHaveProperty('overrides');
      expect(request.title).toMatch(/ on baseline v1$/);
      expect(request.metadata).not.toHaveProperty('pin-gate-draft');
    }
  });

  it('is called one in the log, and where the service refuses it', async () => {
    const { service, log, finish } = setUpEvaluation([draft({ baseline: undefined })]);
    service.failures.createSession = [failure('invalid', { message: 'No such model.' })];
    const [evaluation] = await finish();
    expect(log.lines).toContain('info: candidate: draft over version 1 (claude-haiku-4-5)');
    expect(evaluation?.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('agent agent_x version 1 with the draft of the agent file laid over it for'),
    ]);
  });
});

describe('progress', () => {
  it('says what is about to run, how it goes every five seconds, and how it went', async () => {
    const plan = makePlan({ policy: limited({ concurrency: 2 }), fixtures: makeFixtures(3) });
    const { log, finish } = setUpEvaluation([plan], () => answer(right, 4000));
    await finish();
    expect(log.lines).toEqual([
      'group: prompts/ticket-triage/pinned-version.yml: 6 sessions, about $0.0082',
      'info: baseline: version 1 (claude-haiku-4-5)',
      'info: candidate: version 2 (claude-haiku-4-5)',
      'info: 3 fixtures, 1 trial of each on each version',
      'info: ceiling: $5.00 (limits.max-cost-usd)',
      'end',
      'info: prompts/ticket-triage/pinned-version.yml: 2 of 6 done, 2 running, 0.4 a second, about 10 s left, $0.0032 so far',
      'info: prompts/ticket-triage/pinned-version.yml: 4 of 6 done, 2 running, 0.4 a second, about 5 s left, $0.0064 so far',
      'info: prompts/ticket-triage/pinned-version.yml: done, 6 of 6 trials in 12.0 s, 6 sessions, $0.0095',
    ]);
  });
});
