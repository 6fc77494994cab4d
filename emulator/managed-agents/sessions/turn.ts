import { type QueuedEvent, textOf } from '../entities/event.ts';
import type { Session } from '../entities/session.ts';
import { activeMs } from '../entities/session.ts';
import { addUsage, noRequestUsage, type RequestUsage, sumRequests } from '../entities/usage.ts';
import type { SessionFacts } from '../faults/createFaults.ts';
import type { TurnAction } from '../faults/faultScript.ts';
import type { ModelAnswer } from '../model.ts';
import type { World } from '../world.ts';
import { publish, publishQueued } from './publish.ts';
import { runSteps } from './runSteps.ts';

/*
 * The life of a turn. A turn is a generator of delays (see runSteps), so that its code reads in the order in
 * which its events appear, and costs one timer per wait and nothing in between.
 */

type Steps = Generator<number, void>;
type SessionError = Extract<TurnAction, { type: 'session-error' }>;

/** Begins a turn over everything that is queued. */
export function startTurn(world: World, session: Session): void {
  const text = joinTexts(session.queue);
  if (session.turns === 0) session.firstText = text;
  const actions = world.faults.turn(factsOf(session, text));
  session.phase = 'waiting';
  session.cancel = runSteps(world.clock, playTurn(world, session, actions));
}

/** What fault rules can ask about a session. */
export function factsOf(session: Session, text = session.firstText): SessionFacts {
  const { agent, metadata, number } = session;
  return { agent: agent.id, version: agent.version, text, metadata, session: number };
}

/** Stops the turn that is on or about to begin; with the interrupt at the end of the queue. The session goes idle. */
export function interruptTurn(world: World, session: Session): void {
  session.cancel();
  const interrupted = session.phase;
  const inputs = session.queue;
  session.queue = [];
  session.phase = 'settling';
  session.cancel = runSteps(world.clock, playInterrupt());

  function* playInterrupt(): Steps {
    if (interrupted === 'waiting') yield* beginRunning(world, session, 0);
    session.phase = 'settling';
    for (const input of inputs) publishQueued(world, session, input);
    closeRequest(world, session, noRequestUsage, true);
    yield* endTurn(world, session, { reason: 'end_turn', late: 0 });
  }
}

function* playTurn(world: World, session: Session, actions: readonly TurnAction[]): Steps {
  const late = find(actions, 'late')?.ms ?? 0;
  const hang = find(actions, 'hang')?.at;
  const stop = find(actions, 'stop');
  const settle = find(actions, 'settle')?.ms;
  if (hang === 'queued') yield Number.POSITIVE_INFINITY;
  yield find(actions, 'pick-up')?.ms ?? world.vary(world.latencies.pickUpMs);
  yield* beginRunning(world, session, late);

  // What is sent while the turn is on belongs to it: the agent is not idle while it has something to read.
  for (;;) {
    const inputs = session.queue;
    session.queue = [];
    for (const input of inputs) {
      publishQueued(world, session, input);
      yield late;
    }
    session.turns += 1;
    if (isBudgetReached(session)) {
      yield* endTurn(world, session, { reason: 'budget_reached', late, settle });
      return;
    }
    openRequest(world, session);
    yield late;
    yield* playOddities(world, session, actions, late);
    if (find(actions, 'terminate') !== undefined) {
      yield* terminate(world, session, late);
      return;
    }
    const error = find(actions, 'session-error');
    if (error !== undefined) {
      yield* fail(world, session, error, late);
      if (error.retry === 'terminal') yield* terminate(world, session, late);
      if (error.retry === 'exhausted') {
        session.queue = [];
        yield* endTurn(world, session, { reason: 'retries_exhausted', late, settle });
      }
      if (error.retry !== 'retrying') return;
    }
    if (hang === 'request') yield Number.POSITIVE_INFINITY;

    const answer = askModel(world, session, joinTexts(inputs));
    if (answer instanceof Error) {
      yield* fail(world, session, modelFailure(answer), late);
      yield* terminate(world, session, late);
      return;
    }
    if (session.agent.model.effort !== undefined) {
      publish(world, session, 'agent.thinking');
      yield late;
    }
    const replies = stop?.reply === false ? [] : [answer.reply].flat();
    if (replies.length === 0) yield answer.latencyMs;
    for (const text of replies) {
      yield answer.latencyMs / replies.length;
      publish(world, session, 'agent.message', { content: [{ type: 'text', text }] });
      yield late;
    }
    const reason = stop?.reason ?? answer.stopReason ?? 'end_turn';
    if (reason === 'requires_action') {
      session.blockedOn = publish(world, session, 'agent.custom_tool_use', { name: 'ask_user', input: {} });
      yield late;
    }
    closeRequest(world, session, usageOf(answer), false);
    yield late;
    if (session.queue.length > 0 && reason === 'end_turn') continue;
    yield* endTurn(world, session, { reason, detail: stop?.detail ?? answer.stopDetail, late, settle });
    return;
  }
}

/** Events that change nothing, and that a client must not stumble over. */
function* playOddities(world: World, session: Session, actions: readonly TurnAction[], late: number): Steps {
  for (const action of actions) {
    if (action.type === 'plain-error') {
      const { error, message, server } = action;
      publishError(world, session, { type: error, message, mcp_server_name: server }, 'retrying');
      yield late;
    }
    if (action.type === 'unknown-event') {
      publish(world, session, action.event);
      yield late;
    }
  }
}

function* beginRunning(world: World, session: Session, late: number): Steps {
  session.phase = 'working';
  session.status = 'running';
  session.runningSince = world.clock.now();
  publish(world, session, 'session.status_running');
  yield late;
  publish(world, session, 'session.thread_status_running', threadOf(session));
  yield late;
}

/** The error and, while it is retried, the rescheduling: until the next try has begun. */
function* fail(world: World, session: Session, failure: SessionError, late: number): Steps {
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

function* terminate(world: World, session: Session, late: number): Steps {
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

interface Ending {
  readonly reason: string;
  readonly detail?: string | undefined;
  readonly late: number;
  /** Milliseconds until the status flips, where a fault says so. */
  readonly settle?: number | undefined;
}

/** The idle events; the status follows a little later, which is the race that archiving meets. */
function* endTurn(world: World, session: Session, ending: Ending): Steps {
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
  if (session.queue.length > 0) startTurn(world, session);
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

function openRequest(world: World, session: Session): void {
  session.openRequest = publish(world, session, 'span.model_request_start');
}

function closeRequest(world: World, session: Session, usage: RequestUsage, isError: boolean): void {
  if (session.openRequest === undefined) return;
  publish(world, session, 'span.model_request_end', {
    model_request_start_id: session.openRequest,
    is_error: isError,
    model_usage: usage,
  });
  session.openRequest = undefined;
  session.uncharged = sumRequests(session.uncharged, usage);
}

function publishError(
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

/** The model's answer, or what it threw. */
function askModel(world: World, session: Session, text: string): ModelAnswer | Error {
  const { agent } = session;
  session.modelRandom ??= world.modelRandom(agent.id, agent.version, session.firstText);
  try {
    return world.model.answer({
      agent: agent.id,
      version: agent.version,
      system: agent.system ?? '',
      model: agent.model.id,
      text,
      session: session.id,
      turn: session.turns,
      metadata: session.metadata,
      random: session.modelRandom,
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A model that throws is a model request that failed for good. */
function modelFailure(error: Error): SessionError {
  return {
    type: 'session-error',
    retry: 'terminal',
    error: 'model_request_failed_error',
    message: `The emulator's model failed: ${error.message}`,
    repeat: 1,
    ms: 0,
  };
}

function isBudgetReached({ budget, usage }: Session): boolean {
  if (budget === null || usage.list_cost === null) return false;
  return Number(usage.list_cost.amount) >= Number(budget.max_list_cost.amount);
}

function usageOf(answer: ModelAnswer): RequestUsage {
  return {
    input_tokens: answer.inputTokens,
    output_tokens: answer.outputTokens,
    cache_read_input_tokens: answer.cacheReadTokens ?? 0,
    cache_creation_input_tokens: answer.cacheCreationTokens ?? 0,
  };
}

function joinTexts(inputs: readonly QueuedEvent[]): string {
  return inputs
    .map((input) => textOf(input.params))
    .filter((text) => text !== '')
    .join('\n');
}

function find<Type extends TurnAction['type']>(
  actions: readonly TurnAction[],
  type: Type,
): Extract<TurnAction, { type: Type }> | undefined {
  return actions.find((action): action is Extract<TurnAction, { type: Type }> => action.type === type);
}
