import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SessionEvent } from '../../src/domain/sessionEvent.ts';
import { Turn, type TurnEnd } from '../../src/evaluate/turn.ts';
import { type EventBody, usageOf } from '../helpers/fakeAgentService.ts';

let count = 0;

function at(processedAt: number | undefined, body: EventBody): SessionEvent {
  count += 1;
  return { ...body, id: `sevt_${count}`, processedAt };
}

const running = at(0, { kind: 'running' });
const message = at(10, { kind: 'message', text: 'billing' });
const modelEnd = at(11, { kind: 'model-request-end', usage: usageOf(100, 10) });
const done: SessionEvent & TurnEnd = {
  kind: 'idle',
  stopReason: 'end_turn',
  id: 'sevt_done',
  processedAt: 12,
};

function joined(...events: readonly SessionEvent[]): Turn {
  const turn = new Turn();
  turn.join(events);
  return turn;
}

function outcomeOf(...events: readonly SessionEvent[]) {
  const turn = joined(...events);
  return turn.end === undefined ? undefined : turn.outcome(turn.end);
}

describe('Turn', () => {
  it('gives the text of the last message when the turn has ended', () => {
    const first = at(5, { kind: 'message', text: 'let me see' });
    expect(outcomeOf(running, first, message, done)).toEqual({ kind: 'answered', reply: 'billing' });
  });

  it('gives an empty reply when there was no message', () => {
    expect(outcomeOf(running, done)).toEqual({ kind: 'answered', reply: '' });
  });

  it('does not count an end before the history was joined, since the reply may be in the history alone', () => {
    const turn = new Turn();
    turn.add(done);
    expect(turn.end).toBeUndefined();
    turn.join([running, message, modelEnd]);
    expect(turn.end).toBe(done);
    expect(turn.outcome(done)).toEqual({ kind: 'answered', reply: 'billing' });
    expect(turn.usage(0).inputTokens).toBe(100);
  });

  it('does not count an end while the stream is lost', () => {
    const turn = joined(running);
    turn.lose();
    turn.add(done);
    expect(turn.end).toBeUndefined();
    turn.join([running, message, done]);
    expect(turn.end).toBe(done);
  });

  it('comes to the same, however the events are spread over stream and history, twice or out of order', () => {
    const events = [running, at(5, { kind: 'message', text: 'let me see' }), message, modelEnd, done];
    fc.assert(
      fc.property(
        fc.array(fc.subarray(events)),
        fc.shuffledSubarray(events),
        fc.subarray(events),
        (histories, live, late) => {
          const turn = new Turn();
          for (const event of live) turn.add(event);
          for (const history of histories) turn.join(history);
          for (const event of late) turn.add(event);
          turn.join(events);
          expect(turn.end).toBe(done);
          expect(turn.outcome(done)).toEqual({ kind: 'answered', reply: 'billing' });
          expect(turn.usage(0)).toEqual({ ...usageOf(100, 10), activeSeconds: 0.012 });
        },
      ),
    );
  });

  it('is not ended by an idle session whose turn has not begun', () => {
    const early = at(0, { kind: 'idle', stopReason: 'end_turn' });
    const late = at(9, { kind: 'idle', stopReason: 'end_turn' });
    expect(joined(early).end).toBeUndefined();
    expect(joined(early, at(1, { kind: 'running' }), late).end).toBe(late);
  });

  it.each(['retries_exhausted', 'refusal', 'budget_reached', 'requires_action'])(
    'is ended by %s even if the turn has not begun',
    (stopReason) => {
      const idle = at(0, { kind: 'idle', stopReason });
      expect(joined(idle).end).toBe(idle);
    },
  );

  it.each([
    ['end_turn', { kind: 'answered', reply: 'billing' }],
    ['a_reason_of_tomorrow', { kind: 'answered', reply: 'billing' }],
    ['refusal', { kind: 'refusal', detail: 'the model refused to answer' }],
    [
      'requires_action',
      { kind: 'waiting', detail: 'waits for a tool confirmation or a tool result that nobody will give' },
    ],
    ['budget_reached', { kind: 'budget-reached', detail: "the session's budget was reached" }],
    ['retries_exhausted', { kind: 'not-scored', detail: 'the service gave up retrying' }],
  ])('takes the stop reason %s as the table says', (stopReason, outcome) => {
    expect(outcomeOf(running, message, at(12, { kind: 'idle', stopReason }))).toEqual(outcome);
  });

  it("passes on the refusal's own words", () => {
    const idle = at(12, { kind: 'idle', stopReason: 'refusal', detail: 'cyber' });
    expect(outcomeOf(running, idle)).toEqual({ kind: 'refusal', detail: 'cyber' });
  });

  it.each(['terminated', 'deleted'] as const)('is not scored when the session is %s', (kind) => {
    expect(outcomeOf(running, message, at(12, { kind }))?.kind).toBe('not-scored');
  });

  it.each(['retrying', 'exhausted', 'terminal', 'unknown'])(
    'is not ended by an error that is %s',
    (retry) => {
      const error = at(5, {
        kind: 'error',
        errorType: 'model_overloaded_error',
        message: 'Overloaded',
        retry,
      });
      expect(joined(running, error).end).toBeUndefined();
      expect(outcomeOf(running, error, message, done)).toEqual({ kind: 'answered', reply: 'billing' });
    },
  );

  it('says why the service gave up', () => {
    const error = at(5, {
      kind: 'error',
      errorType: 'model_overloaded_error',
      message: 'Overloaded',
      retry: 'exhausted',
    });
    const idle = at(6, { kind: 'idle', stopReason: 'retries_exhausted' });
    expect(outcomeOf(running, error, idle)).toEqual({
      kind: 'not-scored',
      detail: 'the service gave up retrying: model_overloaded_error: Overloaded',
    });
    expect(outcomeOf(running, error, at(6, { kind: 'terminated' }))).toEqual({
      kind: 'not-scored',
      detail: 'the session was terminated: model_overloaded_error: Overloaded',
    });
  });

  it('is not scored after an MCP error, though it answered', () => {
    const error = at(5, {
      kind: 'error',
      errorType: 'mcp_connection_failed_error',
      message: 'No route',
      retry: 'exhausted',
    });
    expect(outcomeOf(running, error, message, done)).toEqual({
      kind: 'not-scored',
      detail: 'an MCP server failed: mcp_connection_failed_error: No route',
    });
  });

  it('goes on after being rescheduled', () => {
    const events = [running, at(3, { kind: 'rescheduled' }), at(4, { kind: 'running' })];
    expect(joined(...events).end).toBeUndefined();
    expect(outcomeOf(...events, message, done)).toEqual({ kind: 'answered', reply: 'billing' });
  });

  describe('at the deadline', () => {
    it('is too slow when it ran without trouble', () => {
      expect(joined(running).outcomeAtDeadline(60_000)).toEqual({
        kind: 'too-slow',
        detail: 'still running after 60 s',
      });
    });

    it.each<[string, readonly SessionEvent[]]>([
      ['it never ran', []],
      ['it was rescheduled', [running, at(1, { kind: 'rescheduled' })]],
      [
        'the service was retrying',
        [running, at(1, { kind: 'error', errorType: 'x', message: '', retry: 'retrying' })],
      ],
    ])('is not scored when %s', (_, events) => {
      expect(joined(...events).outcomeAtDeadline(60_000).kind).toBe('not-scored');
    });

    it('is not scored when nobody could look', () => {
      const turn = joined(running);
      turn.lose();
      expect(turn.outcomeAtDeadline(60_000).kind).toBe('not-scored');
    });
  });

  describe('usage', () => {
    it('adds up all model requests and takes the last report of active time', () => {
      const second = at(11, {
        kind: 'model-request-end',
        usage: { inputTokens: 1, outputTokens: 2, cacheReadTokens: 3, cacheCreationTokens: 4 },
      });
      const usage = at(11, { kind: 'usage', activeSeconds: 7 });
      expect(joined(running, modelEnd, second, usage, done).usage(99_000)).toEqual({
        inputTokens: 101,
        outputTokens: 12,
        cacheReadTokens: 3,
        cacheCreationTokens: 4,
        activeSeconds: 7,
      });
    });

    it('counts from running to idle when the service reports no time', () => {
      expect(joined(running, done).usage(99_000).activeSeconds).toBe(0.012);
    });

    it('counts the time seen from here for a turn that never ended, and none for one that never ran', () => {
      expect(joined(running).usage(60_000).activeSeconds).toBe(60);
      expect(joined().usage(60_000).activeSeconds).toBe(0);
    });
  });
});
