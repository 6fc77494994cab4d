import type { AgentService, SessionRequest } from '../../src/domain/agentService.ts';
import type { Change } from '../../src/domain/change.ts';
import type { RunResult } from '../../src/domain/result.ts';
import { type GatePorts, type GateSettings, gate } from '../../src/gate.ts';
import { createRecordingLog } from './createRecordingLog.ts';
import { answer, FakeAgentService, type SessionScript } from './fakeAgentService.ts';
import { FakeClock } from './fakeClock.ts';
import { makeAgentVersion } from './makeAgentVersion.ts';
import { makePinState } from './makePinState.ts';
import { memoryRepository } from './memoryRepository.ts';
import { stubService } from './stubService.ts';

type Files = Readonly<Record<string, string>>;

export interface GateWorldOptions {
  readonly base: Files;
  /** The files at the head: those of the base, changed by these; null takes one away. */
  readonly change?: Readonly<Record<string, string | null>>;
  readonly parts?: Partial<Change>;
  /**
   * The team that a version names for a message; over: the word after "team ". `nth`: how often this version was
   * asked the same before, so that an answer may waver.
   */
  readonly route?: (version: number, message: string, nth: number) => string;
  /** What becomes of a session; over: it answers what `route` says. */
  readonly behave?: (request: SessionRequest) => SessionScript | undefined;
  readonly settings?: Partial<GateSettings>;
  readonly service?: Partial<AgentService>;
}

/** The label that a fixture's text gives away. */
export function nameTeam(_: number, message: string): string {
  return /team (\S+)/.exec(message)?.[1] ?? '';
}

/** The gate with everything around it in memory and a clock that a test moves. */
export function createGateWorld(options: GateWorldOptions) {
  const { base, change: edits = {}, route = nameTeam, behave = () => undefined } = options;
  const head = Object.fromEntries(
    Object.entries({ ...base, ...edits }).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  );
  const change: Change = {
    kind: 'pull-request',
    base: 'base',
    baseName: 'main',
    head: 'head',
    files: Object.entries(edits).map(([path, text]) => ({
      path,
      status: text === null ? 'removed' : path in base ? 'modified' : 'added',
    })),
    fromFork: false,
    number: 7,
    ...options.parts,
  };
  const clock = new FakeClock();
  const log = createRecordingLog();
  const repository = memoryRepository({ base, head });
  const asked = new Map<string, number>();
  const sessions = new FakeAgentService(clock, (request) => {
    const { version, message } = request;
    const nth = asked.get(`${version} ${message}`) ?? 0;
    asked.set(`${version} ${message}`, nth + 1);
    return behave(request) ?? answer(JSON.stringify({ team: route(version, message, nth) }));
  });
  let connected = 0;
  const service = stubService({
    agentVersion: async (agent, version) => makeAgentVersion({ agent, version }),
    // Nine versions, one a day.
    versions: async () => ({
      versions: [9, 8, 7, 6, 5, 4, 3, 2, 1].map((version) =>
        makeAgentVersion({ version, updatedAt: `2026-07-0${version}T12:00:00Z` }),
      ),
      next: undefined,
    }),
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
  const ports: GatePorts = {
    resolveChange: async () => change,
    repository,
    connect: async () => {
      connected += 1;
      return service;
    },
    // The branch never had anything else than what it has.
    history: { states: async (path) => (base[path] === undefined ? [] : [makePinState(0, base[path])]) },
    clock,
    log,
    random: () => 0.5,
  };
  const settings: GateSettings = {
    isPinPath: (path) => path.endsWith('pinned-version.yml'),
    forks: 'refuse',
    run: { id: '1-1', repository: 'acme/support' },
    ...options.settings,
  };
  return {
    change,
    clock,
    log,
    repository,
    sessions,
    connections: () => connected,
    run: (more: Partial<GatePorts> = {}, stop = new AbortController().signal): Promise<RunResult> =>
      clock.until(gate({ ...ports, ...more }, settings, stop)),
  };
}
