import type {
  AgentService,
  SessionPage,
  SessionQuery,
  SessionRequest,
  SessionStatus,
} from '../../src/domain/agentService.ts';
import type { Clock } from '../../src/domain/clock.ts';
import { ServiceError, type ServiceErrorKind } from '../../src/domain/serviceError.ts';
import type { SessionEvent } from '../../src/domain/sessionEvent.ts';

/** An event without what the service adds to it. */
export type EventBody = SessionEvent extends infer Event
  ? Event extends SessionEvent
    ? Omit<Event, 'id' | 'processedAt'>
    : never
  : never;

/** What one opening of a stream does instead of staying open until the turn has ended. */
export interface StreamFault {
  /** The stream opens so much later. */
  readonly openMs?: number;
  /** It ends after so many milliseconds, cleanly or with an error. */
  readonly endAfterMs?: number;
  readonly dropAfterMs?: number;
  /** It stays open and says nothing. */
  readonly mute?: boolean;
}

/** What happens in one session. */
export interface SessionScript {
  /** Events by milliseconds after the session was made. */
  readonly events: readonly (readonly [afterMs: number, event: EventBody])[];
  /** How long the create request takes to answer; 0 by default. */
  readonly createMs?: number;
  readonly streams?: readonly StreamFault[];
  /** How long after the idle event an archive is still refused. */
  readonly settleMs?: number;
  /** The first listings leave out events of this kind: the history lags behind the stream. */
  readonly lagging?: { readonly kind: SessionEvent['kind']; readonly listings: number };
}

export interface Call {
  readonly method: string;
  readonly session: string | undefined;
  readonly at: number;
}

interface FakeSession {
  readonly id: string;
  readonly request: Pick<SessionRequest, 'agent' | 'metadata'>;
  readonly script: SessionScript;
  readonly createdAt: number;
  readonly events: readonly { readonly at: number; readonly event: SessionEvent }[];
  streams: number;
  listings: number;
  interruptedAt: number | undefined;
  archived: boolean;
}

export interface Failure {
  readonly error: ServiceError;
  /** The request takes effect all the same. */
  readonly done?: boolean;
}

export function failure(
  kind: ServiceErrorKind,
  more: { retryAfterMs?: number; message?: string } = {},
): Failure {
  const { message = `made up: ${kind}`, ...rest } = more;
  return { error: new ServiceError('Managed Agents', kind, message, rest) };
}

/** A turn that answers `text` after `ms`, the way the service reports one. */
export function answer(text: string, ms = 1000): SessionScript {
  return {
    events: [
      [0, { kind: 'running' }],
      [0, { kind: 'model-request-start' }],
      [ms, { kind: 'message', text }],
      [ms, { kind: 'model-request-end', usage: usageOf(1000, 100) }],
      [ms, { kind: 'usage', activeSeconds: ms / 1000 }],
      [ms, { kind: 'idle', stopReason: 'end_turn' }],
    ],
  };
}

export function usageOf(inputTokens: number, outputTokens: number) {
  return { inputTokens, outputTokens, cacheReadTokens: 0, cacheCreationTokens: 0 };
}

/** Managed Agents as a script: what each session does is decided when it is created. */
export class FakeAgentService implements AgentService {
  readonly calls: Call[] = [];
  readonly requests: SessionRequest[] = [];
  readonly sessionsMade: FakeSession[] = [];
  /** Answers to the next calls of a method: a failure, or nothing for the usual answer. */
  readonly failures: Partial<Record<keyof AgentService, (Failure | undefined)[]>> = {};
  /** Sessions that were there before. */
  readonly older: {
    id: string;
    agent: string;
    status: SessionStatus;
    metadata: Record<string, string>;
    createdAt: number;
  }[] = [];
  readonly #clock: Clock;
  readonly #behave: (request: SessionRequest, index: number) => SessionScript;

  constructor(clock: Clock, behave: (request: SessionRequest, index: number) => SessionScript) {
    this.#clock = clock;
    this.#behave = behave;
  }

  /** How many calls of a method there were. */
  count(method: keyof AgentService): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  times(method: keyof AgentService): readonly number[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.at);
  }

  get unarchived(): readonly string[] {
    return this.sessionsMade.filter((session) => !session.archived).map((session) => session.id);
  }

  async createSession(request: SessionRequest, signal?: AbortSignal): Promise<{ id: string }> {
    this.requests.push(request);
    const failed = this.#call('createSession', undefined);
    if (failed !== undefined && failed.done !== true) throw failed.error;
    const index = this.sessionsMade.length;
    const script = this.#behave(request, index);
    const createdAt = this.#clock.now();
    const session: FakeSession = {
      id: `sesn_${index}`,
      request,
      script,
      createdAt,
      events: script.events.map(([after, body], number) => ({
        at: createdAt + after,
        event: { ...body, id: `sevt_${index}_${number}`, processedAt: createdAt + after },
      })),
      ...{ streams: 0, listings: 0, interruptedAt: undefined, archived: false },
    };
    this.sessionsMade.push(session);
    await this.#clock.sleep(script.createMs ?? 0, signal);
    if (failed !== undefined) throw failed.error;
    if (signal?.aborted) throw failure('unavailable').error;
    return { id: session.id };
  }

  async stream(id: string, signal: AbortSignal): Promise<AsyncIterable<SessionEvent>> {
    this.#throw('stream', id);
    const session = this.#find(id);
    const fault = session.script.streams?.[session.streams] ?? {};
    session.streams += 1;
    if (fault.openMs !== undefined) await this.#clock.sleep(fault.openMs, signal);
    if (signal.aborted) throw failure('unavailable').error;
    return this.#live(session, fault, this.#clock.now(), signal);
  }

  async events(id: string, signal?: AbortSignal): Promise<readonly SessionEvent[]> {
    this.#throw('events', id);
    if (signal?.aborted) throw failure('unavailable').error;
    const session = this.#find(id);
    session.listings += 1;
    const { lagging } = session.script;
    return this.#past(session)
      .map(({ event }) => event)
      .filter((event) => event.kind !== lagging?.kind || session.listings > lagging.listings);
  }

  async interrupt(id: string): Promise<void> {
    this.#throw('interrupt', id);
    const session = this.sessionsMade.find((each) => each.id === id);
    if (session !== undefined) session.interruptedAt ??= this.#clock.now();
  }

  async archive(id: string): Promise<void> {
    this.#throw('archive', id);
    const session = this.sessionsMade.find((each) => each.id === id);
    if (session === undefined) return;
    if (this.#isRunning(session)) throw failure('invalid', { message: `Session ${id} is running` }).error;
    session.archived = true;
  }

  async sessions(query: SessionQuery): Promise<SessionPage> {
    this.#throw('sessions', undefined);
    const made = this.sessionsMade
      .filter((session) => !session.archived)
      .map(({ id, createdAt, request, ...session }) => ({
        id,
        createdAt,
        agent: request.agent,
        metadata: { ...request.metadata },
        status: this.#isRunning({ id, createdAt, request, ...session })
          ? ('running' as const)
          : ('idle' as const),
      }));
    const all = [...this.older, ...made].filter(
      ({ agent, createdAt, status }) =>
        agent === query.agent &&
        createdAt >= query.createdFrom &&
        createdAt < query.createdBefore &&
        query.statuses.includes(status),
    );
    return { sessions: all, next: undefined };
  }

  agent = () => this.#unused();
  agentVersion = () => this.#unused();
  createAgent = () => this.#unused();
  updateAgent = () => this.#unused();
  versions = () => this.#unused();
  environment = () => this.#unused();
  createEnvironment = () => this.#unused();
  environments = (): AsyncIterable<never> => {
    throw new Error('evaluating does not ask for this');
  };

  #unused(): Promise<never> {
    return Promise.reject(new Error('evaluating does not ask for this'));
  }

  #call(method: keyof AgentService, session: string | undefined): Failure | undefined {
    this.calls.push({ method, session, at: this.#clock.now() });
    return this.failures[method]?.shift();
  }

  #throw(method: keyof AgentService, session: string | undefined): void {
    const failed = this.#call(method, session);
    if (failed !== undefined) throw failed.error;
  }

  #find(id: string): FakeSession {
    const session = this.sessionsMade.find((each) => each.id === id);
    if (session === undefined) throw failure('not-found').error;
    return session;
  }

  /** What has happened by now; an interrupt ends a session's script. */
  #past(session: FakeSession) {
    const until = Math.min(this.#clock.now(), session.interruptedAt ?? Number.POSITIVE_INFINITY);
    return session.events.filter(({ at }) => at <= until);
  }

  #isRunning(session: FakeSession): boolean {
    const settle = session.script.settleMs ?? 0;
    const now = this.#clock.now();
    const last = session.events.findLast(({ event }) =>
      ['idle', 'terminated', 'deleted'].includes(event.kind),
    );
    const ended = last !== undefined && now >= last.at + settle;
    const interrupted = session.interruptedAt !== undefined && now >= session.interruptedAt + settle;
    return !ended && !interrupted;
  }

  async *#live(session: FakeSession, fault: StreamFault, openedAt: number, signal: AbortSignal) {
    const cutAt = openedAt + (fault.endAfterMs ?? fault.dropAfterMs ?? Number.POSITIVE_INFINITY);
    // The service's decoder hands over what happened after the opening, even in the same millisecond.
    const coming = fault.mute === true ? [] : session.events.filter(({ at }) => at > openedAt);
    for (const { at, event } of coming) {
      await this.#clock.sleep(Math.min(at, cutAt) - this.#clock.now(), signal);
      if (signal.aborted || at > cutAt) break;
      if (session.interruptedAt === undefined) yield event;
    }
    if (signal.aborted) return;
    await this.#clock.sleep(cutAt - this.#clock.now(), signal);
    if (!signal.aborted && fault.dropAfterMs !== undefined) throw new TypeError('terminated');
  }
}
