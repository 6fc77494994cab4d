import type { AgentService, SessionRequest } from '../domain/agentService.ts';
import { ServiceError } from '../domain/serviceError.ts';
import type { SessionEvent, Usage } from '../domain/sessionEvent.ts';
import type { Outcome } from '../domain/trial.ts';
import { type CallPorts, callService } from './callService.ts';
import { Deadline } from './deadline.ts';
import { isHopeless } from './isHopeless.ts';
import type { Janitor } from './janitor.ts';
import { Turn } from './turn.ts';

const FIRST_REOPEN_MS = 100;
const LONGEST_REOPEN_MS = 5_000;
/** How long the last look at the history, after the deadline, may take once it is sent. */
const LAST_LOOK_MS = 5_000;

export interface TrialPorts extends CallPorts {
  readonly service: AgentService;
  readonly janitor: Janitor;
  /** A create request may have left a session whose id never arrived. */
  readonly onLostSession: () => void;
  readonly onSession: (id: string) => void;
}

/** One attempt at a trial: one session, or none where it could not be created. */
export interface Attempt {
  readonly outcome: Outcome;
  readonly session: string | undefined;
  readonly usage: Usage;
  readonly latencyMs: number;
}

export type TrialEnd =
  | { readonly kind: 'ended'; readonly attempt: Attempt }
  | { readonly kind: 'cancelled' }
  /** The service refuses what every other trial would ask for too, so going on makes no sense. */
  | { readonly kind: 'refused'; readonly error: ServiceError };

export interface RunningTrial {
  readonly end: Promise<TrialEnd>;
  /** Ends it: a session that runs is interrupted and archived, one whose creation is on its way as soon as it answers. */
  cancel(): void;
  /** After `cancel`: does not wait for the answer any longer either. */
  abandon(): void;
}

/**
 * Runs one attempt: create the session with its message, open the stream, read the history once, and follow
 * until the turn ends or `timeoutMs` after the create request was sent. In the normal case that is three
 * requests, and one to archive, which goes on in the background.
 */
export function runTrial(request: SessionRequest, timeoutMs: number, ports: TrialPorts): RunningTrial {
  const run = new TrialRun(request, timeoutMs, ports);
  return { end: run.run(), cancel: () => run.cancel(), abandon: () => run.abandon() };
}

class TrialRun {
  readonly #request: SessionRequest;
  readonly #timeoutMs: number;
  readonly #ports: TrialPorts;
  readonly #deadline: Deadline;
  readonly #turn = new Turn();
  /** Aborts waiting and reading: at the end, at the deadline, on cancel. */
  readonly #reading = new AbortController();
  /** Aborts a create request on the wire: only at the deadline or when abandoned, for its answer has the id. */
  readonly #creating = new AbortController();
  /** Aborts the last look after the deadline. */
  readonly #looking = new AbortController();
  #state: 'running' | 'late' | 'cancelled' = 'running';
  #session: string | undefined;
  #disposed = false;
  #createMs = 0;
  #endFoundInHistory = false;

  constructor(request: SessionRequest, timeoutMs: number, ports: TrialPorts) {
    this.#request = request;
    this.#timeoutMs = timeoutMs;
    this.#ports = ports;
    this.#deadline = new Deadline(ports.clock, timeoutMs, () => {
      if (this.#state !== 'running') return;
      this.#state = 'late';
      this.#creating.abort();
      this.#reading.abort();
    });
  }

  async run(): Promise<TrialEnd> {
    try {
      await this.#create();
      // Read through the method: `cancel` may have run meanwhile.
      if (this.#isCancelled()) return this.#cancelled();
      await this.#follow();
    } catch (error) {
      if (this.#isCancelled()) return this.#cancelled();
      if (this.#state !== 'late') return this.#failed(error);
    } finally {
      this.#deadline.cancel();
      this.#reading.abort();
    }
    if (this.#state === 'late' && this.#session !== undefined && this.#turn.end === undefined) {
      await this.#lookOnceMore(this.#session);
      if (this.#isCancelled()) return this.#cancelled();
    }
    return this.#ended();
  }

  cancel(): void {
    if (this.#state === 'cancelled') return;
    this.#state = 'cancelled';
    // At once: the interrupt does not wait until the reads have come back.
    this.#dispose(true);
    this.#reading.abort();
    this.#looking.abort();
  }

  abandon(): void {
    this.#creating.abort();
  }

  async #create(): Promise<void> {
    const create = async () => {
      try {
        return await this.#ports.service.createSession(this.#request, this.#creating.signal);
      } catch (error) {
        // No request is out: until the next one is sent, nothing counts.
        this.#deadline.hold();
        throw error;
      }
    };
    const { id } = await callService('create', create, this.#ports, this.#reading.signal, {
      onSend: () => this.#deadline.start(),
      onUncertain: this.#ports.onLostSession,
    });
    this.#session = id;
    this.#createMs = this.#elapsedMs();
    this.#ports.onSession(id);
  }

  /** Resolves when the turn has ended. */
  async #follow(): Promise<void> {
    const session = this.#session ?? '';
    for (let reopened = 0; ; reopened += 1) {
      const stream = await this.#read((signal) => this.#ports.service.stream(session, signal));
      const streaming = this.#listen(stream);
      await this.#joinHistory(session);
      this.#endFoundInHistory = this.#turn.end !== undefined;
      if (this.#turn.end === undefined) await streaming;
      if (this.#turn.end !== undefined) break;
      // Dropped, or ended without a word: look for the end again.
      this.#turn.lose();
      await this.#ports.clock.sleep(
        Math.min(FIRST_REOPEN_MS * 2 ** reopened, LONGEST_REOPEN_MS),
        this.#reading.signal,
      );
    }
    // An answer without a message would be graded as unreadable: make sure that it was not merely late.
    if (!this.#turn.hasMessage && this.#turn.outcome(this.#turn.end).kind === 'answered')
      await this.#joinHistory(session);
  }

  /** Resolves when the turn or the stream has ended; never throws, for a dropped stream is opened again. */
  async #listen(stream: AsyncIterable<SessionEvent>): Promise<void> {
    try {
      for await (const event of stream) {
        this.#turn.add(event);
        if (this.#turn.end !== undefined) return;
      }
    } catch {
      // What went wrong shows when the stream is opened again.
    }
  }

  async #joinHistory(session: string): Promise<void> {
    this.#turn.join(await this.#read((signal) => this.#ports.service.events(session, signal)));
  }

  #read<T>(request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal } = this.#reading;
    return callService('read', () => request(signal), this.#ports, signal, {
      onHold: () => this.#deadline.hold(),
      onSend: () => this.#deadline.release(),
    });
  }

  /**
   * A stream can hang without dropping. Before a version is called too slow for that, the history says
   * whether the turn really still runs.
   */
  async #lookOnceMore(session: string): Promise<void> {
    const { clock, service } = this.#ports;
    this.#turn.lose();
    const look = async () => {
      const limit = new AbortController();
      const onCancel = () => limit.abort();
      this.#looking.signal.addEventListener('abort', onCancel, { once: true });
      const timer = clock.sleep(LAST_LOOK_MS, limit.signal).then(() => limit.abort());
      try {
        return await service.events(session, limit.signal);
      } finally {
        this.#looking.signal.removeEventListener('abort', onCancel);
        limit.abort();
        await timer;
      }
    };
    try {
      this.#turn.join(await callService('read', look, this.#ports, this.#looking.signal));
      this.#endFoundInHistory = this.#turn.end !== undefined;
    } catch {
      // Nothing is known then, and the outcome says so.
    }
  }

  #ended(): TrialEnd {
    const end = this.#turn.end;
    const outcome =
      this.#session === undefined
        ? notScored(`no session could be created within ${this.#timeoutMs / 1000} s`)
        : end === undefined
          ? this.#turn.outcomeAtDeadline(this.#timeoutMs)
          : this.#turn.outcome(end);
    // A deleted session is clean; one that ended by itself only needs to be archived.
    if (end?.kind === 'deleted') this.#disposed = true;
    this.#dispose(end === undefined || outcome.kind === 'waiting');
    return this.#attempt(outcome);
  }

  #failed(error: unknown): TrialEnd {
    this.#dispose(true);
    if (!(error instanceof ServiceError)) throw error;
    if (isHopeless(error, this.#session === undefined)) return { kind: 'refused', error };
    const what =
      this.#session === undefined ? 'no session could be created' : "the session's events could not be read";
    return this.#attempt(notScored(`${what}: ${error.message}`));
  }

  #attempt(outcome: Outcome): TrialEnd {
    const elapsed = this.#elapsedMs();
    const latencyMs = Math.round(this.#latencyMs(elapsed));
    return {
      kind: 'ended',
      attempt: { outcome, session: this.#session, usage: this.#turn.usage(elapsed), latencyMs },
    };
  }

  /**
   * By the clock here, which is what a caller in production feels. Only an end that was found in the history
   * may be older than the look at it (we may have waited for our own rate limit): then the service's own
   * times say how long the turn took.
   */
  #latencyMs(elapsedMs: number): number {
    const serviceMs = this.#endFoundInHistory ? this.#turn.serviceMs() : undefined;
    return serviceMs === undefined ? elapsedMs : Math.min(elapsedMs, this.#createMs + serviceMs);
  }

  #elapsedMs(): number {
    const { startedAt } = this.#deadline;
    return startedAt === undefined ? 0 : this.#ports.clock.now() - startedAt;
  }

  #isCancelled(): boolean {
    return this.#state === 'cancelled';
  }

  #cancelled(): TrialEnd {
    this.#dispose(true);
    return { kind: 'cancelled' };
  }

  /** Hands the session to the janitor, once. */
  #dispose(interrupt: boolean): void {
    if (this.#disposed || this.#session === undefined) return;
    this.#disposed = true;
    this.#ports.janitor.cleanUp(this.#session, { interrupt });
  }
}

function notScored(detail: string): Outcome {
  return { kind: 'not-scored', detail };
}
