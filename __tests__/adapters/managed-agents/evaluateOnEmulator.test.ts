import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createManagedAgents,
  type ManagedAgents,
} from '../../../emulator/managed-agents/createManagedAgents.ts';
import type { FaultScript } from '../../../emulator/managed-agents/faults/faultScript.ts';
import type { ModelTurn } from '../../../emulator/managed-agents/model.ts';
import type { ManagedAgentsOptions } from '../../../emulator/managed-agents/options.ts';
import { systemClock } from '../../../src/adapters/clock.ts';
import { createAgentService } from '../../../src/adapters/managed-agents/createAgentService.ts';
import type { PinPlan } from '../../../src/domain/evaluation.ts';
import { evaluate } from '../../../src/evaluate/evaluate.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';
import { makeFixtures, makePlan } from '../../helpers/makePlan.ts';
import { makePolicy } from '../../helpers/makePolicy.ts';

/*
 * The real SDK over real sockets. What the outcomes are in every case is tested with a fake clock in
 * __tests__/evaluate; here it is whether the adapter and the wire bring the same about.
 */

const opened: ManagedAgents[] = [];

afterEach(async () => {
  for (const emulator of opened.splice(0)) await emulator.close();
});

async function setUp(faults: FaultScript = [], more: Partial<ManagedAgentsOptions> = {}) {
  const emulator = await createManagedAgents({
    model: {
      answer: ({ version }) => ({
        reply: `{"team":"${version === 1 ? 'billing' : 'auth'}"}`,
        latencyMs: 20,
        inputTokens: 1000,
        outputTokens: 100,
      }),
    },
    seedState: {
      environments: [{ id: 'env_1', name: 'pin-gate' }],
      agents: [
        {
          id: 'agent_1',
          versions: ['one', 'two'].map((system) => ({ name: 'triage', model: 'claude-haiku-4-5', system })),
        },
      ],
    },
    faults,
    ...more,
  });
  opened.push(emulator);
  const service = createAgentService({ apiKey: 'key', baseUrl: emulator.url });
  const plan = async (parts: Partial<PinPlan> = {}) =>
    makePlan({
      baseline: await service.agentVersion('agent_1', 1),
      candidate: await service.agentVersion('agent_1', 2),
      policy: makePolicy({ message: '{{body}}', limits: { 'timeout-seconds': 1 } }),
      ...parts,
    });
  const log = createRecordingLog();
  const run = (plans: readonly PinPlan[], stop = new AbortController().signal) =>
    evaluate(
      plans,
      { service, clock: systemClock, log, random: Math.random },
      { id: '1-1', repository: 'octo/triage' },
      stop,
    );
  return { emulator, service, plan, run, log };
}

/** The candidate's one trial under a fault that only its first session meets, and what the emulator has left. */
async function candidateUnder(faults: FaultScript, more: Partial<ManagedAgentsOptions> = {}) {
  const { emulator, plan, run } = await setUp(faults, more);
  const [evaluation] = await run([await plan({ baseline: undefined })]);
  return {
    trial: evaluation?.fixtures[0]?.candidate[0],
    unarchived: emulator.sessions().filter(({ archived }) => !archived),
    requests: emulator.requests(),
    evaluation,
  };
}

describe('evaluating on the emulator', () => {
  it('takes four requests for each trial, at most', async () => {
    const { emulator, plan, run } = await setUp();
    // Nothing is slow here: a deadline that a loaded machine misses would only ask once more.
    const policy = makePolicy({ message: '{{body}}', limits: { 'timeout-seconds': 60 } });
    const plans = [await plan({ fixtures: makeFixtures(10), policy })];
    const before = emulator.requests().total;
    const [evaluation] = await run(plans);
    expect(evaluation?.problems).toEqual([]);
    for (const { baseline, candidate } of evaluation?.fixtures ?? []) {
      expect(baseline[0]?.grade.kind).toBe('right');
      expect(candidate[0]?.grade.kind).toBe('wrong');
      expect(candidate[0]?.usage).toMatchObject({ inputTokens: 1000, outputTokens: 100 });
    }
    expect(emulator.sessions().every(({ archived }) => archived)).toBe(true);
    // One more looks for strays.
    expect(emulator.requests().total - before).toBe(20 * 4 + 1);
  });

  it('runs a draft over its version, and makes no version of it', async () => {
    const model = {
      answer: ({ system, version }: ModelTurn) => ({
        reply: `{"team":"${system === 'draft' && version === 1 ? 'billing' : 'auth'}"}`,
        ...{ latencyMs: 1, inputTokens: 1, outputTokens: 1 },
      }),
    };
    const { emulator, service, plan, run } = await setUp([], { model });
    const over = await service.agentVersion('agent_1', 1);
    const overrides = { system: 'draft' };
    const policy = makePolicy({ message: '{{body}}', limits: { 'timeout-seconds': 60 } });
    const plans = [await plan({ candidate: { ...over, ...overrides }, overrides, policy })];
    const [evaluation] = await run(plans);
    expect(evaluation?.fixtures.map(({ baseline }) => baseline[0]?.grade.kind)).toEqual(['wrong']);
    expect(evaluation?.fixtures.map(({ candidate }) => candidate[0]?.grade.kind)).toEqual(['right']);
    expect(emulator.sessions().map(({ version }) => version)).toEqual([1, 1]);
    expect((await service.agent('agent_1')).version).toBe(2);
  });

  it.each<[string, FaultScript]>([
    ['the stream drops', [{ on: 'stream', do: [{ type: 'drop', afterFrames: 2 }] }]],
    ['the stream ends silently', [{ on: 'stream', do: [{ type: 'end', afterFrames: 1 }] }]],
    ['the stream sends an error', [{ on: 'stream', do: [{ type: 'error', afterFrames: 1 }] }]],
    ['the stream opens late', [{ on: 'stream', do: [{ type: 'delay', ms: 200 }] }]],
    ['frames come twice and with noise', [{ on: 'stream', do: [{ type: 'duplicate' }, { type: 'noise' }] }]],
    ['there is an event that nobody knows', [{ on: 'turn', do: [{ type: 'unknown-event' }] }]],
    ['the turn is rescheduled', [{ on: 'turn', do: [{ type: 'session-error', retry: 'retrying', ms: 20 }] }]],
    ['the turn stops for an unknown reason', [{ on: 'turn', do: [{ type: 'stop', reason: 'tomorrow' }] }]],
    ['the session settles late', [{ on: 'turn', do: [{ type: 'settle', ms: 300 }] }]],
    [
      'a create answers 429',
      [
        {
          on: 'request',
          request: 'POST /v1/sessions',
          do: [{ type: 'respond', status: 429, retryAfter: 0.1 }],
        },
      ],
    ],
    [
      'an interim error is no MCP error',
      [{ on: 'turn', do: [{ type: 'plain-error', error: 'unknown_error' }] }],
    ],
  ])('is answered at the first attempt though %s', async (_, faults) => {
    const { trial, unarchived } = await candidateUnder(faults);
    expect(trial?.outcome).toEqual({ kind: 'answered', reply: '{"team":"auth"}' });
    expect(trial?.attempts).toBe(1);
    expect(trial?.usage.inputTokens).toBeGreaterThanOrEqual(1000);
    expect(unarchived).toEqual([]);
  });

  it.each<[string, FaultScript]>([
    ['the turn is given up', [{ on: 'turn', do: [{ type: 'session-error', retry: 'exhausted' }] }]],
    ['the session ends for good', [{ on: 'turn', do: [{ type: 'session-error', retry: 'terminal' }] }]],
    ['the session is terminated', [{ on: 'turn', do: [{ type: 'terminate' }] }]],
    ['an MCP server fails', [{ on: 'turn', do: [{ type: 'plain-error' }] }]],
    ['the turn never begins', [{ on: 'turn', do: [{ type: 'hang', at: 'queued' }] }]],
  ])('takes a second session when %s', async (_, faults) => {
    const { trial, evaluation, unarchived } = await candidateUnder(faults);
    expect(trial?.outcome.kind).toBe('answered');
    expect(trial?.attempts).toBe(2);
    expect(evaluation?.effort.sessions).toBe(2);
    expect(unarchived.filter(({ status }) => status !== 'terminated')).toEqual([]);
  });

  it.each<[string, FaultScript, string]>([
    ['refuses', [{ on: 'turn', do: [{ type: 'stop', reason: 'refusal' }] }], 'refusal'],
    ['asks for something', [{ on: 'turn', do: [{ type: 'stop', reason: 'requires_action' }] }], 'waiting'],
    [
      'has no budget left',
      [{ on: 'turn', do: [{ type: 'stop', reason: 'budget_reached' }] }],
      'budget-reached',
    ],
    ['hangs', [{ on: 'turn', do: [{ type: 'hang', at: 'request' }] }], 'too-slow'],
  ])('is wrong when the candidate %s', async (_, faults, reason) => {
    const { trial, unarchived } = await candidateUnder(faults);
    expect(trial?.grade).toMatchObject({ kind: 'wrong', reason });
    expect(trial?.attempts).toBe(1);
    expect(unarchived).toEqual([]);
  });

  it('archives a session that was created behind a lost connection', async () => {
    const { trial, unarchived, requests } = await candidateUnder([
      { on: 'request', request: 'POST /v1/sessions', do: [{ type: 'drop', effect: 'done' }] },
    ]);
    expect(trial?.attempts).toBe(1);
    expect(requests.byRoute['POST /v1/sessions']).toBe(2);
    expect(unarchived).toEqual([]);
  });

  it('does without the newer events', async () => {
    const { trial } = await candidateUnder([], { omit: ['session.usage', 'stop_details'] });
    expect(trial?.usage.activeSeconds).toBeGreaterThan(0.015);
    expect(trial?.usage.activeSeconds).toBeLessThan(1);
  });

  it('says why the service refuses a session', async () => {
    const { plan, run } = await setUp();
    const made = await plan({ baseline: undefined, environment: 'env_gone' });
    const [evaluation] = await run([made]);
    expect(evaluation?.problems[0]?.message).toMatch(
      /would not create a session of agent agent_1 version 2.*env/i,
    );
  });

  it('interrupts and archives everything when it is stopped', async () => {
    const { emulator, plan, run } = await setUp([
      { on: 'turn', times: 'always', do: [{ type: 'hang', at: 'request' }] },
    ]);
    const stop = new AbortController();
    const plans = [
      await plan({
        policy: makePolicy({ message: '{{body}}', limits: { 'timeout-seconds': 60 } }),
        fixtures: makeFixtures(40),
      }),
    ];
    const evaluating = run(plans, stop.signal);
    while (emulator.sessions().length < 40) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    const [evaluation] = await evaluating;
    expect(evaluation?.problems).toHaveLength(1);
    expect(emulator.sessions().filter(({ archived }) => !archived)).toEqual([]);
  });
});
