import { describe, expect, it } from '@jest/globals';
import { parseSessionEvent } from '../../../src/adapters/managed-agents/parseSessionEvent.ts';

const stamp = { id: 'sevt_1', processed_at: '2026-08-01T00:00:00.250Z' };
const stamped = { id: 'sevt_1', processedAt: Date.UTC(2026, 7, 1, 0, 0, 0, 250) };

describe('parseSessionEvent', () => {
  it.each<[object, object]>([
    [{ type: 'session.status_running' }, { kind: 'running' }],
    [{ type: 'span.model_request_start' }, { kind: 'model-request-start' }],
    [
      {
        type: 'span.model_request_end',
        model_usage: {
          input_tokens: 1,
          output_tokens: 2,
          cache_read_input_tokens: 3,
          cache_creation_input_tokens: 4,
        },
      },
      {
        kind: 'model-request-end',
        usage: { inputTokens: 1, outputTokens: 2, cacheReadTokens: 3, cacheCreationTokens: 4 },
      },
    ],
    [
      { type: 'span.model_request_end', is_error: true },
      {
        kind: 'model-request-end',
        usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheCreationTokens: 0 },
      },
    ],
    [
      {
        type: 'agent.message',
        content: [{ type: 'text', text: 'bill' }, { type: 'redacted' }, { type: 'text', text: 'ing' }],
      },
      { kind: 'message', text: 'billing' },
    ],
    [
      { type: 'session.usage', usage: { active_seconds: 1.5 } },
      { kind: 'usage', activeSeconds: 1.5 },
    ],
    [
      { type: 'session.usage', usage: {} },
      { kind: 'usage', activeSeconds: undefined },
    ],
    [
      {
        type: 'session.error',
        error: { type: 'billing_error', message: 'Out of credits', retry_status: { type: 'exhausted' } },
      },
      { kind: 'error', errorType: 'billing_error', message: 'Out of credits', retry: 'exhausted' },
    ],
    [{ type: 'session.status_rescheduled' }, { kind: 'rescheduled' }],
    [
      { type: 'session.status_idle', stop_reason: { type: 'end_turn' }, stop_details: null },
      { kind: 'idle', stopReason: 'end_turn' },
    ],
    [
      {
        type: 'session.status_idle',
        stop_reason: { type: 'refusal' },
        stop_details: { type: 'refusal', category: 'cyber', explanation: null },
      },
      { kind: 'idle', stopReason: 'refusal', detail: 'cyber' },
    ],
    [{ type: 'session.status_idle' }, { kind: 'idle', stopReason: 'unknown' }],
    [{ type: 'session.status_terminated' }, { kind: 'terminated' }],
    [{ type: 'session.deleted' }, { kind: 'deleted' }],
    [
      { type: 'session.daydream', depth: 3 },
      { kind: 'other', type: 'session.daydream' },
    ],
  ])('reads %j', (event, parsed) => {
    expect(parseSessionEvent({ ...stamp, ...event })).toEqual({ ...stamped, ...parsed });
  });

  it('leaves the time open while an event is queued', () => {
    const event = { id: 'sevt_1', type: 'user.message', processed_at: null };
    expect(parseSessionEvent(event)).toEqual({
      id: 'sevt_1',
      processedAt: undefined,
      kind: 'other',
      type: 'user.message',
    });
  });

  it.each([
    ['an event without an id', { type: 'agent.message', content: [] }],
    ['a message without content', { ...stamp, type: 'agent.message' }],
    ['no object', 'idle'],
  ])('refuses %s', (_, event) => {
    expect(() => parseSessionEvent(event)).toThrow(
      expect.objectContaining({
        name: 'ServiceError',
        kind: 'invalid',
        message: expect.stringContaining('cannot be read'),
      }),
    );
  });
});
