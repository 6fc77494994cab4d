import type { Session } from '../entities/session.ts';
import { activeMs } from '../entities/session.ts';
import { addUsage, noRequestUsage, type RequestUsage, sumRequests } from '../entities/usage.ts';
import type { TurnAction } from '../faults/faultScript.ts';
import type { World } from '../world.ts';
import { publish } from './publish.ts';

/*
 * What a turn is put together from: stretches of events that belong together, with `late` milliseconds after
 * each of them, and what they do to the session.
 */

export type Steps = Generator<number, void>;
export type SessionError = Extract<TurnAction, { type: 'session-error' }>;

export function* beginRunning(world: World, session: Session, late: number): Steps {
  session.phase = 'working';
  session.status = 'running';
  session.runningSince = world.clock.now();
  publish(world, session, 'session.status_running');
  yield late;
  publish(world, session, 'session.thread_status_running', threadOf(session));
  yield late;
}

/** The error and, while it is retried, the rescheduling: until the next try has begun. */
export function* fail(world: World, session: Session, failure: SessionError, late: number): Steps {
  const { error: type, message, retry, ms } = failure;
  for (let tries = 0; tries < failure.repeat; tries += 1) {
    closeRequest(world, session, noRequestUsage, true);
    yield late;
    publishError(world, session, { type, message }, retry);
    yield late;
    if (retry !== 'retrying') return;
    stopRunning(world, session);
    session.status = 'rescheduling';
    publish(world, session, 'session.thread_status_rescheduled', threadOf(session));
    yield late;
    publish(world, session, 'session.status_rescheduled');
    yield ms;
    yield* beginRunning(world, session, late);
    openRequest(world, session);
    yield late;
  }
}

export function* terminate(world: World, session: Session, late: number): Steps {
  session.phase = 'ended';
  session.openRequest = undefined;
  session.queue = [];
  stopRunning(world, session);
  chargeTurn(session);
  publish(world, session, 'session.thread_status_terminated', threadOf(session));
  yield late;
  session.status = 'terminated';
  publish(world, session, 'session.status_terminated');
}

export interface Ending {
  readonly reason: string;
  readonly detail?: string | undefined;
  readonly late: number;
  /** Milliseconds until the status flips, where a fault says so. */
  readonly settle?: number | undefined;
}

/** The idle events; the status follows a little later, which is the race that archiving meets. */
export function* endTurn(world: World, session: Session, ending: Ending): Steps {
  const { reason, detail, late } = ending;
  session.phase = 'settling';
  stopRunning(world, session);
  chargeTurn(session);
  const stop = {
    stop_reason:
      reason === 'requires_action' ? { type: reason, event_ids: [session.blockedOn] } : { type: reason },
    ...(world.omit.has('stop_details') ? {} : { stop_details: stopDetails(reason, detail) }),
  };
  publish(world, session, 'session.thread_status_idle', { ...threadOf(session), ...stop });
  yield late;
  if (!world.omit.has('session.usage')) {
    publish(world, session, 'session.usage', { usage: session.usage, budget: session.budget });
    yield late;
  }
  publish(world, session, 'session.status_idle', stop);
  yield ending.settle ?? world.vary(world.latencies.settleMs);
  session.status = 'idle';
  session.phase = 'resting';
  session.updatedAt = world.clock.now();
}

function stopDetails(reason: string, detail: string | undefined) {
  if (detail === undefined && reason !== 'refusal') return null;
  return { type: reason, category: null, explanation: detail ?? null };
}

function stopRunning(world: World, session: Session): void {
  session.activeMs = activeMs(session, world.clock.now());
  session.runningSince = undefined;
}

/** Tokens and cost move only here, when a turn is over. */
function chargeTurn(session: Session): void {
  session.usage = addUsage(session.usage, session.uncharged, session.activeMs, session.agent.model.id);
  session.uncharged = noRequestUsage;
}

export function openRequest(world: World, session: Session): void {
  session.openRequest = publish(world, session, 'span.model_request_start');
}

export function closeRequest(world: World, session: Session, usage: RequestUsage, isError: boolean): void {
  if (session.openRequest === undefined) return;
  publish(world, session, 'span.model_request_end', {
    model_request_start_id: session.openRequest,
    is_error: isError,
    model_usage: usage,
  });
  session.openRequest = undefined;
  session.uncharged = sumRequests(session.uncharged, usage);
}

export function publishError(
  world: World,
  session: Session,
  error: Readonly<Record<string, string>>,
  retry: SessionError['retry'],
): void {
  publish(world, session, 'session.error', { error: { ...error, retry_status: { type: retry } } });
}

function threadOf(session: Session) {
  return { session_thread_id: session.thread, agent_name: session.agent.name };
}
