import type { SessionEvent, Usage } from '../domain/sessionEvent.ts';
import type { Outcome } from '../domain/trial.ts';

/** What can end a turn; nothing else does, a `session.error` least of all. */
export type TurnEnd = Extract<SessionEvent, { kind: 'idle' | 'terminated' | 'deleted' }>;

type ErrorEvent = Extract<SessionEvent, { kind: 'error' }>;

/**
 * One turn as far as it is known, put together from live events and readings of the history. It does no
 * input or output and knows no clock: the same events give the same turn.
 *
 * The stream is live only, so the turn is *complete* (nothing can be missing) only while a stream is open
 * and the history was read after it opened. An end that is seen before that does not count yet: the reply
 * may be in the history alone.
 */
export class Turn {
  #events: SessionEvent[] = [];
  #ids = new Set<string>();
  #complete = false;
  #started = false;
  #end: TurnEnd | undefined;

  /** The event that ended the turn; undefined while it runs or something may be missing. */
  get end(): TurnEnd | undefined {
    return this.#complete ? this.#end : undefined;
  }

  /** Whether the model (or anything else of the turn) has been seen at work. */
  get started(): boolean {
    return this.#started;
  }

  /** Whether the service has reported that it had to try again. */
  get troubled(): boolean {
    return this.#events.some(
      (event) => event.kind === 'rescheduled' || (event.kind === 'error' && event.retry === 'retrying'),
    );
  }

  get hasMessage(): boolean {
    return this.#events.some((event) => event.kind === 'message');
  }

  /** A live event, in the order of arrival. One that is known already changes nothing. */
  add(event: SessionEvent): void {
    if (this.#ids.has(event.id)) return;
    this.#ids.add(event.id);
    this.#append(event);
  }

  /**
   * The history as it was read while a stream was open. What it does not hold came later; where times say
   * otherwise (a late entry), times decide.
   */
  join(history: readonly SessionEvent[]): void {
    const listed = new Map(history.map((event) => [event.id, event]));
    const merged = [...listed.values(), ...this.#events.filter((event) => !listed.has(event.id))];
    this.#events = [];
    this.#started = false;
    this.#end = undefined;
    for (const event of merged.sort(byTime)) {
      this.#ids.add(event.id);
      this.#append(event);
    }
    this.#complete = true;
  }

  /** The stream is gone: from here on events may be missing, until the history is joined again. */
  lose(): void {
    this.#complete = false;
  }

  /** What the turn came to. Details are sentences; they may quote the service. */
  outcome(end: TurnEnd): Outcome {
    const mcpError = this.#errors().find((error) => error.errorType.startsWith('mcp_'));
    if (mcpError !== undefined) return notScored(`an MCP server failed: ${describeError(mcpError)}`);
    if (end.kind === 'deleted') return notScored('the session was deleted while it was evaluated');
    if (end.kind === 'terminated') return notScored(`the session was terminated${this.#because()}`);
    switch (end.stopReason) {
      case 'refusal':
        return { kind: 'refusal', detail: end.detail ?? 'the model refused to answer' };
      case 'requires_action':
        return {
          kind: 'waiting',
          detail: 'waits for a tool confirmation or a tool result that nobody will give',
        };
      case 'budget_reached':
        return { kind: 'budget-reached', detail: "the session's budget was reached" };
      case 'retries_exhausted':
        return notScored(`the service gave up retrying${this.#because()}`);
      // `end_turn`, and every reason that is not known yet: the turn is over, and its reply stands.
      default:
        return { kind: 'answered', reply: this.#reply() };
    }
  }

  /** What a turn that is still running at its deadline came to: slow, or not its own fault. */
  outcomeAtDeadline(timeoutMs: number): Outcome {
    const after = `after ${timeoutMs / 1000} s`;
    if (this.troubled)
      return notScored(`still running ${after}, with trouble at the service${this.#because()}`);
    if (!this.#started) return notScored(`the turn had not begun to run ${after}`);
    if (!this.#complete) return notScored(`the session's events could not be read ${after}`);
    return { kind: 'too-slow', detail: `still running ${after}` };
  }

  /**
   * Tokens of all model requests that ended, and the session's active time. A service that does not report
   * the time gives it by the times of its events, or else by `elapsedMs`, the time seen from here.
   */
  usage(elapsedMs: number): Usage {
    const total = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheCreationTokens: 0 };
    let activeSeconds: number | undefined;
    for (const event of this.#events) {
      if (event.kind === 'usage') activeSeconds = event.activeSeconds ?? activeSeconds;
      if (event.kind !== 'model-request-end') continue;
      total.inputTokens += event.usage.inputTokens;
      total.outputTokens += event.usage.outputTokens;
      total.cacheReadTokens += event.usage.cacheReadTokens;
      total.cacheCreationTokens += event.usage.cacheCreationTokens;
    }
    const seconds = activeSeconds ?? (this.serviceMs() ?? (this.#started ? elapsedMs : 0)) / 1000;
    return { ...total, activeSeconds: seconds };
  }

  /** From the first sign of work to the end by the service's own clock; undefined while either is unknown. */
  serviceMs(): number | undefined {
    const begin = this.#events.find((event) => event.kind === 'running')?.processedAt;
    const end = this.#end?.processedAt;
    return begin === undefined || end === undefined ? undefined : Math.max(0, end - begin);
  }

  #append(event: SessionEvent): void {
    this.#events.push(event);
    this.#end ??= this.#endBy(event);
    this.#started ||= isWork(event);
  }

  /** A session may be seen idle before its turn has begun; that is not the end of it. */
  #endBy(event: SessionEvent): TurnEnd | undefined {
    if (event.kind === 'terminated' || event.kind === 'deleted') return event;
    if (event.kind !== 'idle') return undefined;
    return this.#started || REASONS_THAT_NEED_NO_WORK.has(event.stopReason) ? event : undefined;
  }

  #reply(): string {
    return this.#events.findLast((event) => event.kind === 'message')?.text ?? '';
  }

  #errors(): readonly ErrorEvent[] {
    return this.#events.filter((event) => event.kind === 'error');
  }

  #because(): string {
    const last = this.#errors().at(-1);
    return last === undefined ? '' : `: ${describeError(last)}`;
  }
}

/** Reasons that no session has before something happened to it, so they end a turn whatever else was seen. */
const REASONS_THAT_NEED_NO_WORK: ReadonlySet<string> = new Set([
  'requires_action',
  'retries_exhausted',
  'budget_reached',
  'refusal',
]);

function isWork(event: SessionEvent): boolean {
  switch (event.kind) {
    case 'running':
    case 'model-request-start':
    case 'model-request-end':
    case 'message':
      return true;
    case 'other':
      return event.type.startsWith('agent.');
    default:
      return false;
  }
}

/** Queued events have no time yet and come last; events of one moment stay in the order they came in. */
function byTime(one: SessionEvent, other: SessionEvent): number {
  const [a, b] = [one.processedAt ?? Number.POSITIVE_INFINITY, other.processedAt ?? Number.POSITIVE_INFINITY];
  return a === b ? 0 : a - b;
}

function describeError(error: ErrorEvent): string {
  return error.message === '' ? error.errorType : `${error.errorType}: ${error.message}`;
}

function notScored(detail: string): Outcome {
  return { kind: 'not-scored', detail };
}
