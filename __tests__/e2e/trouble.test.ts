import { afterEach, describe, expect, it } from '@jest/globals';
import type { FaultScript } from '../../emulator/managed-agents/faults/faultScript.ts';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld } from './world/startWorld.ts';
import { gate, gatePath, pinPath, script } from './world/tickets.ts';

afterEach(closeWorlds);

/** Version 2 breaks B-1, and that must come out whatever the service does meanwhile. */
const answers = script({ 2: { 'B-1': 'auth' } });
const blocked = [1, 'blocked', '["billing"]'];

async function runUnder(faults: FaultScript, policy = '', model = createScriptModel(answers)) {
  const world = await startWorld({ model, agents: { faults } });
  if (policy !== '') await world.github.commit({ branch: 'main', files: { [gatePath]: gate(policy) } });
  const number = await world.bump(2);
  const run = await world.run(number);
  return { world, number, run, came: [run.exitCode, run.outputs['verdict'], run.outputs['regressed-teams']] };
}

describe('trouble that passes does not show in the verdict', () => {
  it.each<[string, FaultScript]>([
    [
      'streams that drop',
      [
        {
          on: 'stream',
          times: 'always',
          do: [{ type: 'drop', afterEvent: 'session.status_running' }],
          skip: 0,
          version: 1,
        },
        { on: 'stream', times: 5, do: [{ type: 'drop', afterFrames: 0 }] },
      ],
    ],
    ['streams that end without a word', [{ on: 'stream', times: 8, do: [{ type: 'end', afterFrames: 1 }] }]],
    [
      'streams that open when everything has been said',
      [{ on: 'stream', times: 'always', do: [{ type: 'delay', ms: 200 }] }],
    ],
    [
      'streams that say everything twice, with noise between',
      [{ on: 'stream', times: 'always', do: [{ type: 'duplicate' }, { type: 'noise' }] }],
    ],
    ['events that come late', [{ on: 'turn', times: 'always', do: [{ type: 'late', ms: 60 }] }]],
    [
      'a status that lags behind the end',
      [{ on: 'turn', times: 'always', do: [{ type: 'settle', ms: 500 }] }],
    ],
    ['events that nobody knows', [{ on: 'turn', times: 'always', do: [{ type: 'unknown-event' }] }]],
    [
      'a model that is overloaded for a while',
      [{ on: 'turn', times: 3, do: [{ type: 'session-error', retry: 'retrying', ms: 50 }] }],
    ],
    [
      'a 429 with a time to wait',
      [
        {
          on: 'request',
          request: 'POST /v1/sessions',
          skip: 2,
          times: 2,
          do: [{ type: 'respond', status: 429, retryAfter: 1 }],
        },
      ],
    ],
    [
      '500s and connections that break',
      [
        { on: 'request', request: 'POST /v1/sessions', times: 1, do: [{ type: 'respond', status: 500 }] },
        { on: 'request', request: 'POST /v1/sessions', times: 1, do: [{ type: 'drop', effect: 'done' }] },
        {
          on: 'request',
          request: 'GET /v1/sessions/*/events',
          times: 2,
          do: [{ type: 'respond', status: 503 }],
        },
        {
          on: 'request',
          request: 'POST /v1/sessions/*/archive',
          times: 2,
          do: [{ type: 'respond', status: 500 }],
        },
      ],
    ],
  ])('%s', async (_, faults) => {
    const { came, run } = await runUnder(faults);
    expect(came).toEqual(blocked);
    expect(run.summary).toContain('| `billing` | **3/3** | **2/3** | **−1** | ❌ regressed |');
  });
});

describe('what the service could not do is "could not evaluate", never "regressed"', () => {
  it.each<[string, FaultScript]>([
    [
      'retries that are used up',
      [
        {
          on: 'turn',
          version: 2,
          text: 'B-1',
          times: 'always',
          do: [{ type: 'session-error', retry: 'exhausted' }],
        },
      ],
    ],
    [
      'a session that is terminated',
      [{ on: 'turn', version: 2, text: 'B-1', times: 'always', do: [{ type: 'terminate' }] }],
    ],
    [
      'an MCP server that cannot be reached, though the turn goes on',
      [{ on: 'turn', version: 2, text: 'B-1', times: 'always', do: [{ type: 'plain-error' }] }],
    ],
    [
      'a terminal error',
      [
        {
          on: 'turn',
          version: 2,
          text: 'B-1',
          times: 'always',
          do: [{ type: 'session-error', retry: 'terminal' }],
        },
      ],
    ],
  ])('%s', async (_, faults) => {
    const { came, run, world, number } = await runUnder(faults);
    expect(came).toEqual([1, 'error', '[]']);
    expect(run.summary).toContain(
      '### ⚠️ Could not evaluate: 1 of 3 fixtures of `billing` could not be scored',
    );
    expect(run.summary).not.toContain('regressed');
    expect(world.comments(number)[0]).toContain('Could not evaluate');
    expect(run.log).toContain(`::error title=Pin Gate%3A could not evaluate,file=${pinPath},line=3::`);
  });

  it('unless the policy asks for less coverage, and then the pair is dropped on both sides', async () => {
    const faults: FaultScript = [
      { on: 'turn', version: 2, text: 'B-2', times: 'always', do: [{ type: 'terminate' }] },
    ];
    const { came, run } = await runUnder(faults, 'policy:\n  coverage: 0.6\n');
    expect(came).toEqual(blocked);
    expect(run.summary).toContain('| `billing` | **2/2** | **1/2** | **−1** | ❌ regressed, 1 not scored |');
    expect(run.summary).toContain('`candidate: the session was terminated`');
  });

  it('and a spend limit stops the run with what to do', async () => {
    const { came, run } = await runUnder([
      {
        on: 'request',
        request: 'POST /v1/sessions',
        times: 'always',
        do: [{ type: 'respond', status: 429 }],
      },
    ]);
    expect(came).toEqual([1, 'error', '[]']);
    expect(run.log).toContain('which is how it reports a spend limit');
  });

  it('and so does a key that is revoked in the middle', async () => {
    const { came, run } = await runUnder([
      {
        on: 'request',
        request: 'POST /v1/sessions',
        skip: 4,
        times: 'always',
        do: [{ type: 'respond', status: 401 }],
      },
    ]);
    expect(came).toEqual([1, 'error', '[]']);
    expect(run.log).toContain('Managed Agents did not accept the API key');
  });

  it('and a turn that never begins', async () => {
    const { came } = await runUnder(
      [{ on: 'turn', version: 2, text: 'B-1', times: 'always', do: [{ type: 'hang', at: 'queued' }] }],
      'limits:\n  timeout-seconds: 1.5\n',
    );
    expect(came).toEqual([1, 'error', '[]']);
  });
});

describe('what a version does itself counts as wrong, and is labelled', () => {
  it.each<[string, FaultScript, string, string]>([
    [
      'it refuses',
      [
        {
          on: 'turn',
          version: 2,
          text: 'B-2',
          times: 'always',
          do: [{ type: 'stop', reason: 'refusal', detail: 'policy', reply: false }],
        },
      ],
      'refusal',
      '',
    ],
    [
      'it waits for a tool',
      [
        {
          on: 'turn',
          version: 2,
          text: 'B-2',
          times: 'always',
          do: [{ type: 'stop', reason: 'requires_action', reply: false }],
        },
      ],
      'waiting',
      '',
    ],
    [
      'it uses up its budget',
      [
        {
          on: 'turn',
          version: 2,
          text: 'B-2',
          times: 'always',
          do: [{ type: 'stop', reason: 'budget_reached' }],
        },
      ],
      'budget-reached',
      '',
    ],
    [
      'it thinks for too long',
      [{ on: 'turn', version: 2, text: 'B-2', times: 'always', do: [{ type: 'hang', at: 'request' }] }],
      'too-slow',
      'limits:\n  timeout-seconds: 1.5\n',
    ],
  ])('%s', async (_, faults, reason, policy) => {
    const { came, run } = await runUnder(faults, policy);
    expect(came).toEqual(blocked);
    expect(run.summary).toContain('| `billing` | **3/3** | **1/3** | **−2** | ❌ regressed |');
    const report: unknown = JSON.parse(await run.readFile('pin-gate-report/report.json'));
    expect(report).toMatchObject({
      pins: [
        {
          teams: [
            {
              team: 'billing',
              fixtures: [
                { id: 'B-1' },
                { id: 'B-2', trials: { candidate: [{ grade: 'wrong', reason }] } },
                {},
              ],
            },
            {},
          ],
        },
      ],
    });
  });

  it('it answers in another form than production reads', async () => {
    const model = createScriptModel(
      script({
        2: { 'B-2': { reply: '```json\n{"team": "billing"}\n```' }, 'B-3': { reply: { squad: 'billing' } } },
      }),
    );
    const { came, run } = await runUnder([], '', model);
    expect(came).toEqual(blocked);
    expect(run.summary).toContain('| `billing` | **3/3** | **1/3** | **−2** | ❌ regressed |');
    expect(run.summary).toContain('unreadable');
  });

  it('and only its last message is its reply', async () => {
    const model = createScriptModel(
      script({ 2: { 'B-2': { reply: ['{"team": "auth"}', '{"team": "billing"}'] } } }),
    );
    const { came } = await runUnder([], '', model);
    expect(came).toEqual([0, 'passed', '[]']);
  });
});

describe('the cost', () => {
  it('that is estimated to pass the ceiling is refused before any session', async () => {
    const { came, run, world } = await runUnder([], 'limits:\n  max-cost-usd: 0.001\n');
    expect(came).toEqual([1, 'error', '[]']);
    expect(run.log.replace(/about \$[\d.]+/g, 'about $n')).toContain(
      `::error title=Pin Gate%3A could not evaluate,file=${gatePath}::Evaluating ${pinPath} would cost about $n (10 sessions), which is more than the $0.0010 of \`limits.max-cost-usd\`; no session was started. Raise \`limits.max-cost-usd\` in ${gatePath}, or take fewer fixtures or trials.`,
    );
    expect(world.agents.sessions()).toEqual([]);
  });

  it('that turns out to pass it stops the run, and everything is cleaned up', async () => {
    const dear = createScriptModel({
      ...answers,
      defaults: { latencyMs: 5, outputTokens: 20_000 },
    });
    const { came, run } = await runUnder([], 'limits:\n  max-cost-usd: 0.1\n  concurrency: 2\n', dear);
    expect(came).toEqual([1, 'error', '[]']);
    expect(run.log).toMatch(
      /Evaluating .* was stopped: \$0\.\d+ are spent after \d of 10 trials, which projects to/,
    );
  });
});
