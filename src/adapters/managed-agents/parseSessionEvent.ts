import { z } from 'zod';
import type { SessionEvent } from '../../domain/sessionEvent.ts';
import { parseAnswer } from './parseAnswer.ts';

const tokens = z
  .int()
  .min(0)
  .nullish()
  .transform((count) => count ?? 0);

/** What every event has. Previews (`event_delta` and the like) have no id; they are never asked for. */
const stamp = z.object({
  id: z.string().min(1),
  type: z.string(),
  processed_at: z.string().nullish(),
});

const message = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});

const modelRequestEnd = z.object({
  model_usage: z
    .object({
      input_tokens: tokens,
      output_tokens: tokens,
      cache_read_input_tokens: tokens,
      cache_creation_input_tokens: tokens,
    })
    .nullish(),
});

const usage = z.object({ usage: z.object({ active_seconds: z.number().min(0).nullish() }).nullish() });

const error = z.object({
  error: z.object({
    type: z.string(),
    message: z.string().nullish(),
    retry_status: z.object({ type: z.string() }).nullish(),
  }),
});

const idle = z.object({
  stop_reason: z.object({ type: z.string() }).nullish(),
  stop_details: z.object({ category: z.string().nullish(), explanation: z.string().nullish() }).nullish(),
});

/**
 * One event of a stream or a history, reduced to what a trial depends on. Types without a meaning here are
 * `other`. Throws a `ServiceError` when an event that matters cannot be read: guessing would be grading.
 */
export function parseSessionEvent(raw: unknown): SessionEvent {
  const { id, type, processed_at } = parseAnswer(stamp, raw, 'an event');
  const processedAt = processed_at == null ? Number.NaN : Date.parse(processed_at);
  const stamped = { id, processedAt: Number.isNaN(processedAt) ? undefined : processedAt };
  const read = <T>(schema: z.ZodType<T>): T => parseAnswer(schema, raw, `a ${type} event`);
  switch (type) {
    case 'session.status_running':
      return { ...stamped, kind: 'running' };
    case 'span.model_request_start':
      return { ...stamped, kind: 'model-request-start' };
    case 'span.model_request_end': {
      const counts = read(modelRequestEnd).model_usage;
      return {
        ...stamped,
        kind: 'model-request-end',
        usage: {
          inputTokens: counts?.input_tokens ?? 0,
          outputTokens: counts?.output_tokens ?? 0,
          cacheReadTokens: counts?.cache_read_input_tokens ?? 0,
          cacheCreationTokens: counts?.cache_creation_input_tokens ?? 0,
        },
      };
    }
    case 'agent.message': {
      const texts = read(message).content.flatMap((block) =>
        block.type === 'text' ? [block.text ?? ''] : [],
      );
      return { ...stamped, kind: 'message', text: texts.join('') };
    }
    case 'session.usage':
      return { ...stamped, kind: 'usage', activeSeconds: read(usage).usage?.active_seconds ?? undefined };
    case 'session.error': {
      const { error: cause } = read(error);
      return {
        ...stamped,
        kind: 'error',
        errorType: cause.type,
        message: cause.message ?? '',
        retry: cause.retry_status?.type ?? 'unknown',
      };
    }
    case 'session.status_rescheduled':
      return { ...stamped, kind: 'rescheduled' };
    case 'session.status_idle': {
      const { stop_reason, stop_details } = read(idle);
      const detail = stop_details?.explanation ?? stop_details?.category;
      const end = { ...stamped, kind: 'idle', stopReason: stop_reason?.type ?? 'unknown' } as const;
      return detail == null ? end : { ...end, detail };
    }
    case 'session.status_terminated':
      return { ...stamped, kind: 'terminated' };
    case 'session.deleted':
      return { ...stamped, kind: 'deleted' };
    default:
      return { ...stamped, kind: 'other', type };
  }
}
