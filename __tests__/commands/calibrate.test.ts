import { describe, expect, it } from '@jest/globals';
import {
  type CalibratePorts,
  type CalibrateSettings,
  calibrate,
  failCalibration,
} from '../../src/commands/calibrate.ts';
import type { AgentService } from '../../src/domain/agentService.ts';
import { type CalibrationResult, isComplete } from '../../src/domain/calibration.ts';
import { formatProblem, GateError } from '../../src/domain/problem.ts';
import { createRecordingLog } from '../helpers/createRecordingLog.ts';
import { answer, FakeAgentService, failure } from '../helpers/fakeAgentService.ts';
import { FakeClock } from '../helpers/fakeClock.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';
import { stubService } from '../helpers/stubService.ts';

const files = (folder = 'p', more = '') => ({
  [`${folder}/pinned-version.yml`]: 'agent: agent_x\nversion: 3\n',
  [`${folder}/gate.yml`]: `fixtures: tickets.jsonl\nmessage: "{{id}} {{body}}"\n${more}`,
  [`${folder}/tickets.jsonl`]: ['billing', 'billing', 'auth']
    .map((team, index) => `${JSON.stringify({ id: `F-${index + 1}`, body: `team ${team}`, team })}\n`)
    .join(''),
});
const teamOf = (message: string) => /team (\S+)/.exec(message)?.[1] ?? '';

interface WorldOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Partial<CalibrateSettings>;
  readonly service?: Partial<AgentService>;
  /** What the version says in its session of this number, from 0. */
  readonly say?: (message: string, session: number) => string;
}

function createWorld({ say = teamOf, ...options }: WorldOptions = {}) {
  const clock = new FakeClock();
  const log = createRecordingLog();
  const repository = memoryRepository({ head: options.files ?? files() });
  const sessions = new FakeAgentService(clock, ({ message }, index) =>
    answer(JSON.stringify({ team: say(message, index) })),
  );
  let connected = 0;
  const service = stubService({
    agentVersion: async (agent, version) => makeAgentVersion({ agent, version }),
    environments: async function* () {
      yield { id: 'env_1', name: 'pin-gate', archivedAt: null };
    },
    createSession: (request, signal) => sessions.createSession(request, signal),
    stream: (session, signal) => sessions.stream(session, signal),
    events: (session, signal) => sessions.events(session, signal),
    interrupt: (session) => sessions.interrupt(session),
    archive: (session) => sessions.archive(session),
    sessions: (query) => sessions.sessions(query),
    ...options.service,
  });
  const ports: CalibratePorts = {
    resolveCommit: async () => 'head',
    repository,
    connect: async () => {
      connected += 1;
      return service;
    },
    clock,
    log,
    random: () => 0.5,
  };
  const settings: CalibrateSettings = {
    isPinPath: (path) => path.endsWith('pinned-version.yml'),
    pin: undefined,
    runs: 2,
    maxCostUsd: undefined,
    run: { id: '1-1', repository: 'acme/support' },
    ...options.settings,
  };
  return {
    ...{ clock, log, sessions, repository },
    connections: () => connected,
    run: (stop = new AbortController().signal): Promise<CalibrationResult> =>
      clock.until(calibrate(ports, settings, stop)),
  };
}

function sentences({ problems, pins }: CalibrationResult): readonly string[] {
  return [...problems, ...pins.flatMap((pin) => pin.problems)].map(formatProblem);
}

describe('calibrate', () => {
  it('runs the pinned version against itself so many times, and judges each run', async () => {
    const world = createWorld();
    const result = await world.run();
    expect(isComplete(result)).toBe(true);
    expect(result).toMatchObject({
      commit: 'head',
      runs: 2,
      problems: [],
      pins: [
        {
          path: 'p/pinned-version.yml',
          pin: { version: 3 },
          config: { version: 3 },
          calibration: {
            observed: { blocked: { count: 0, of: 2 } },
            fixtures: [
              { id: 'F-1', team: 'billing', right: 4, of: 4 },
              { id: 'F-2', team: 'billing', right: 4, of: 4 },
              { id: 'F-3', team: 'auth', right: 4, of: 4 },
            ],
            simulation: { seed: 1, teams: [{ team: 'billing' }, { team: 'auth' }] },
          },
          effort: { sessions: 12 },
        },
      ],
    });
    expect(new Set(world.sessions.requests.map(({ version }) => version))).toEqual(new Set([3]));
    expect(world.sessions.unarchived).toEqual([]);
    expect(world.clock.sleeping).toBe(0);
    expect(world.log.lines).toContain('info: p/pinned-version.yml: run 2 was not blocked');
    expect(world.log.lines.find((line) => line.includes('against itself'))).toMatch(
      /: 2 runs of version 3 against itself: 12 sessions, about \$0\.\d+ and 1 min at 150 a minute; what is run again comes on top\. Ceiling: \$5\.00 of `limits\.max-cost-usd`, which holds for all runs together$/,
    );
  });

  it('counts a run that chance blocks, confirms what flips, and pools the fresh trials', async () => {
    // The first fixture is right on one side only, whatever is run again: sessions of a pair alternate.
    let turn = 0;
    const world = createWorld({
      settings: { runs: 1 },
      say: (message) => {
        if (!message.startsWith('F-1 ')) return teamOf(message);
        turn += 1;
        return turn % 2 === 1 ? 'astray' : teamOf(message);
      },
    });
    const { pins } = await world.run();
    expect(pins[0]?.calibration).toMatchObject({
      observed: { blocked: { count: 1, of: 1 }, regressed: 1 },
      fixtures: [{ id: 'F-1', right: 5, of: 10 }, {}, {}],
    });
    expect(pins[0]?.effort.sessions).toBe(14);
  });

  it('keeps the rates of the policy over all runs together', async () => {
    const limits = 'limits: { creates-per-minute: 10 }\n';
    const world = createWorld({ files: files('p', limits), settings: { runs: 4 } });
    await world.run();
    const times = world.sessions.times('createSession');
    expect(times).toHaveLength(24);
    for (const time of times)
      expect(times.filter((other) => other >= time && other < time + 60_000).length).toBeLessThanOrEqual(10);
  });

  it('works under any-drop, and says in the result what confirmed would do', async () => {
    const world = createWorld({ files: files('p', 'policy: { rule: any-drop }\n') });
    const { pins } = await world.run();
    expect(pins[0]?.calibration?.simulation?.otherRule.rule).toBe('confirmed');
  });
});

describe('which pins are calibrated', () => {
  const two = { ...files('p'), ...files('q') };

  it('is all that match, in the order of their paths', async () => {
    const { pins } = await createWorld({ files: two }).run();
    expect(pins.map(({ path }) => path)).toEqual(['p/pinned-version.yml', 'q/pinned-version.yml']);
  });

  it('or the one that is asked for, be it called what it may', async () => {
    const world = createWorld({
      files: { ...files('p'), 'q/other.yml': files('q')['q/pinned-version.yml'] ?? '', ...files('q') },
      settings: { pin: 'q/other.yml' },
    });
    const { pins } = await world.run();
    expect(pins.map(({ path }) => path)).toEqual(['q/other.yml']);
  });

  it.each([
    [
      {},
      { pin: 'r/pinned-version.yml' },
      'has no file "r/pinned-version.yml". Its pins are "p/pinned-version.yml"',
    ],
    [{ files: { a: '' } }, { pin: 'r.yml' }, 'It has no pin at all'],
    [{ files: { a: '' } }, {}, 'has no pin: no file of it matches'],
  ])('%j with %j: %s', async (options, settings, sentence) => {
    const world = createWorld({ ...options, settings });
    const result = await world.run();
    expect(sentences(result)).toEqual([expect.stringContaining(sentence)]);
    expect([isComplete(result), world.connections()]).toEqual([false, 0]);
  });
});

describe('what keeps a calibration from beginning', () => {
  it('is told with file and line, for every pin, before any session', async () => {
    const world = createWorld({
      files: {
        ...files('p'),
        ...files('q', 'polcy: 1\n'),
        ...files('r'),
        'r/pinned-version.yml': 'agent: agent_x\nversion: next\n',
        's/pinned-version.yml': 'agent: agent_x\nversion: 1\n',
      },
    });
    const result = await world.run();
    expect(sentences(result)).toEqual([
      expect.stringMatching(
        /^p\/pinned-version\.yml:2: Not calibrated: no session is started while another pin/,
      ),
      expect.stringMatching(/^q\/gate\.yml:3: /),
      expect.stringMatching(/^r\/pinned-version\.yml:2: .*next/),
      expect.stringMatching(
        /^s\/pinned-version\.yml:2: This pin has no policy: commit head has no `s\/gate\.yml`/,
      ),
    ]);
    expect(world.sessions.requests).toEqual([]);
  });

  it('is a version that would act, in the words of a pin', async () => {
    const service = {
      agentVersion: async (agent: string, version: number) =>
        makeAgentVersion({ agent, version, tools: [{ type: 'bash' }] }),
    };
    const result = await createWorld({ service }).run();
    expect(sentences(result)).toEqual([
      expect.stringMatching(
        /^p\/pinned-version\.yml:2: The pin \(version 3 of "agent_x"\) has the tool `bash`, so evaluating it would act for real; no session was started\./,
      ),
    ]);
  });

  it('is an archived agent, and a key that is missing', async () => {
    const archived = {
      agentVersion: async () => makeAgentVersion({ version: 3, archivedAt: '2026-08-01T00:00:00Z' }),
    };
    expect(sentences(await createWorld({ service: archived }).run())[0]).toContain(
      'The pin\'s agent "agent_x" was archived at 2026-08-01T00:00:00Z, and an archived agent cannot be run. Pin an agent that is in use.',
    );
  });

  it('is what it would cost, and the sentence says what to pass', async () => {
    const world = createWorld({ settings: { runs: 1000, maxCostUsd: 0.1 } });
    const result = await world.run();
    expect(sentences(result)).toEqual([
      expect.stringMatching(
        /^p\/gate\.yml: Calibrating p\/pinned-version\.yml in 1000 runs would cost about \$\d+\.\d+ \(6000 sessions and what is run again\), more than the \$0\.10 that this calibration may cost \(`max-cost-usd`\); no session was started\. Pass `--max-cost-usd \d+` \(in a workflow the input `calibration-max-cost-usd: \d+`\), or take fewer runs\.$/,
      ),
    ]);
    expect(world.sessions.requests).toEqual([]);
  });
});

describe('what ends a calibration early leaves what there is', () => {
  it('when the money is used up, before the run that would pass the ceiling', async () => {
    // Estimated at 16 cents for 20 runs, while the sessions of the fake service cost a little more.
    const world = createWorld({ settings: { runs: 20, maxCostUsd: 0.165 } });
    const result = await world.run();
    const { calibration, effort } = result.pins[0] ?? {};
    const done = calibration?.observed.blocked.of ?? 0;
    expect(isComplete(result)).toBe(false);
    expect(sentences(result)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^p/gate\\.yml: Calibrating p/pinned-version\\.yml ended after ${done} of 20 runs: \\$0\\.1\\d are spent, and one more would make it about \\$0\\.1\\d, more than the \\$0\\.17 that this calibration may cost .* Pass \`--max-cost-usd 0\\.2\\d\``,
        ),
      ),
    ]);
    expect(done).toBeGreaterThan(10);
    expect(done).toBeLessThan(20);
    expect(effort?.costUsd).toBeLessThanOrEqual(0.165);
  });

  it('when it is used up within a run: the sentence names the calibration’s ceiling, not the policy’s alone', async () => {
    // One run fits the estimate; its re-run does not.
    let turn = 0;
    const world = createWorld({
      settings: { runs: 1, maxCostUsd: 0.0095 },
      say: (message) => {
        if (!message.startsWith('F-1 ')) return teamOf(message);
        turn += 1;
        return turn % 2 === 1 ? 'astray' : teamOf(message);
      },
    });
    const result = await world.run();
    expect(result.pins[0]?.calibration).toBeUndefined();
    expect(sentences(result)[0]).toMatch(
      /left of the \$0\.0095 that this calibration may cost \(`max-cost-usd`\).*Pass more as `--max-cost-usd`/,
    );
  });

  it('when a run cannot be evaluated', async () => {
    const world = createWorld({ settings: { runs: 3 } });
    // The first run's six sessions are made; then the service fails whatever is tried.
    world.sessions.failures.createSession = [
      ...Array.from({ length: 6 }, () => undefined),
      ...Array.from({ length: 400 }, () => failure('unavailable')),
    ];
    const result = await world.run();
    expect(result.pins[0]?.calibration?.observed.blocked.of).toBe(1);
    expect(sentences(result)).toEqual([
      expect.stringMatching(
        /^p\/pinned-version\.yml:2: Run 2 could not be evaluated, and the calibration ends there\. Could not evaluate /,
      ),
    ]);
  });

  it('when a signal stops it: sessions archived, finished runs reported, nothing simulated', async () => {
    const controller = new AbortController();
    const world = createWorld({
      settings: { runs: 5 },
      say: (message, session) => {
        if (session === 8) controller.abort();
        return teamOf(message);
      },
    });
    const result = await world.run(controller.signal);
    expect(isComplete(result)).toBe(false);
    expect(sentences(result)).toEqual([expect.stringContaining('was stopped by a signal after')]);
    expect(result.pins[0]?.calibration?.observed.blocked.of).toBe(1);
    expect(result.pins[0]?.calibration?.simulation).toBeUndefined();
    expect(world.sessions.unarchived).toEqual([]);
    expect(world.sessions.requests.length).toBeLessThan(13);
  });

  it('when Pin Gate itself fails', () => {
    expect(failCalibration(new GateError('No.'), 5, 1000, 1500)).toEqual({
      commit: undefined,
      runs: 5,
      pins: [],
      problems: [{ message: 'No.' }],
      startedAt: 1000,
      durationMs: 500,
    });
  });
});
