import { z } from 'zod';

const textBlock = z.strictObject({ type: z.literal('text'), text: z.string() });
/** Images and documents are accepted and kept; the model is given the text alone. */
const otherBlock = z.looseObject({ type: z.enum(['image', 'document', 'search_result', 'redacted']) });
const contentSchema = z.array(z.union([textBlock, otherBlock]));

const userMessage = z.strictObject({ type: z.literal('user.message'), content: contentSchema.min(1) });
const defineOutcome = z.strictObject({
  type: z.literal('user.define_outcome'),
  description: z.string().min(1),
  rubric: z.looseObject({ type: z.enum(['text', 'file']) }),
  max_iterations: z.int().min(1).max(20).nullish(),
});
const toolResult = { content: contentSchema.optional(), is_error: z.boolean().nullish() };

export const initialEventsSchema = z
  .array(z.discriminatedUnion('type', [userMessage, defineOutcome]))
  .max(50);

export const sendSchema = z.strictObject({
  events: z
    .array(
      z.discriminatedUnion('type', [
        userMessage,
        defineOutcome,
        z.strictObject({ type: z.literal('user.interrupt'), session_thread_id: z.string().nullish() }),
        z.strictObject({
          type: z.literal('user.tool_confirmation'),
          tool_use_id: z.string(),
          result: z.enum(['allow', 'deny']),
          deny_message: z.string().nullish(),
        }),
        z.strictObject({
          type: z.literal('user.custom_tool_result'),
          custom_tool_use_id: z.string(),
          ...toolResult,
        }),
        z.strictObject({ type: z.literal('user.tool_result'), tool_use_id: z.string(), ...toolResult }),
      ]),
    )
    .min(1),
});

/** An event as a client sends it. */
export type ClientEvent = z.infer<typeof sendSchema>['events'][number];

/** A client's event that has its id and waits to be processed. */
export interface QueuedEvent {
  readonly id: string;
  readonly params: ClientEvent;
  /** Set for `user.define_outcome`. */
  readonly outcome: string | undefined;
}

/**
 * An event that happened. It is kept as the JSON that was sent: made once, it serves every stream and every
 * listing, and thousands of sessions stay small.
 */
export interface PastEvent {
  readonly type: string;
  readonly processedAt: number;
  readonly json: string;
}

/** The event's own fields, without id and time, as the wire has them. */
export function renderParams(event: QueuedEvent): Record<string, unknown> {
  const { params } = event;
  if (params.type !== 'user.define_outcome') return params;
  return { ...params, max_iterations: params.max_iterations ?? 3, outcome_id: event.outcome };
}

/** The event while it waits. */
export function renderQueued(event: QueuedEvent): Record<string, unknown> {
  return { id: event.id, ...renderParams(event), processed_at: null };
}

/** What the model is given to read of a client's event. */
export function textOf(params: ClientEvent): string {
  if (params.type === 'user.define_outcome') return params.description;
  if (params.type === 'user.tool_confirmation') return params.deny_message ?? params.result;
  if (params.type === 'user.interrupt') return '';
  return (params.content ?? [])
    .map((block) => (block.type === 'text' && typeof block.text === 'string' ? block.text : ''))
    .filter((text) => text !== '')
    .join('\n');
}

/** The event that `params` answers, when it answers one. */
export function answeredEvent(params: ClientEvent): string | undefined {
  if (params.type === 'user.custom_tool_result') return params.custom_tool_use_id;
  if (params.type === 'user.tool_confirmation' || params.type === 'user.tool_result')
    return params.tool_use_id;
  return undefined;
}
