import { type QueuedEvent, textOf } from '../entities/event.ts';
import type { Session } from '../entities/session.ts';
import { noRequestUsage, type RequestUsage } from '../entities/usage.ts';
import type { SessionFacts } from '../faults/createFaults.ts';
import type { TurnAction } from '../faults/faultScript.ts';
import { findAction } from '../faults/findAction.ts';
import type { ModelAnswer } from '../model.ts';
import type { World } from '../world.ts';
import { askModel } from './askModel.ts';
import { publish, publishQueued } from './publish.ts';
import { runSteps } from './runSteps.ts';
import {
  beginRunning,
  closeRequest,
  endTurn,
  fail,
  openRequest,
  publishError,
  type SessionError,
  type Steps,
  terminate,
} from './turnSteps.ts';

/*
 * The life of a turn. A turn is a generator of delays (see runSteps), so that its code reads in the order in
 * which its events appear, and costs one timer per wait and nothing in between.
 */

/** Begins a turn over everything that is queued. */
export function startTurn(world: World, session: Session): void {
  const text = joinTexts(session.queue);
  if (session.turns === 0) session.firstText = text;
  const actions = world.faults.turn(factsOf(session, text));
  session.phase = 'waiting';
  run(world, session, playTurn(world, session, actions));
}

/** Runs a turn's steps, and the next turn after them when something was sent meanwhile. */
function run(world: World, session: Session, steps: Steps): void {
  function* playAll(): Steps {
    yield* steps;
    if (session.phase === 'resting' && session.queue.length > 0) startTurn(world, session);
  }
  session.cancel = runSteps(world.clock, playAll());
}

/** What fault rules can ask about a session. */
export function factsOf(session: Session, text = session.firstText): SessionFacts {
  const { agent, metadata, number } = session;
  return { agent: agent.id, version: agent.version, text, metadata, session: number };
}

/** Stops the turn that is on or about to begin, the interrupt being last in the queue. The session goes idle. */
export function interruptTurn(world: World, session: Session): void {
  session.cancel();
  const interrupted = session.phase;
  const inputs = session.queue;
  session.queue = [];
  session.phase = 'settling';
  run(world, session, playInterrupt());

  function* playInterrupt(): Steps {
    if (interrupted === 'waiting') yield* beginRunning(world, session, 0);
    session.phase = 'settling';
    for (const input of inputs) publishQueued(world, session, input);
    closeRequest(world, session, noRequestUsage, true);
    yield* endTurn(world, session, { reason: 'end_turn', late: 0 });
  }
}

function* playTurn(world: World, session: Session, actions: readonly TurnAction[]): Steps {
  const late = findAction(actions, 'late')?.ms ?? 0;
  const hang = findAction(actions, 'hang')?.at;
  const stop = findAction(actions, 'stop');
  const settle = findAction(actions, 'settle')?.ms;
  if (hang === 'queued') yield Number.POSITIVE_INFINITY;
  yield findAction(actions, 'pick-up')?.ms ?? world.vary(world.latencies.pickUpMs);
  yield* beginRunning(world, session, late);

  // What is sent while the turn is on belongs to it: the agent is not idle while it has something to read.
  for (;;) {
    const inputs: QueuedEvent[] = [];
    for (let input = session.queue.shift(); input !== undefined; input = session.queue.shift()) {
      publishQueued(world, session, input);
      inputs.push(input);
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
    if (findAction(actions, 'terminate') !== undefined) {
      yield* terminate(world, session, late);
      return;
    }
    const error = findAction(actions, 'session-error');
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
