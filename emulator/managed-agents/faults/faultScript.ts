import { z } from 'zod';

/*
 * A fault script is a list of rules, read in order. On every occasion (a request, the opening of an event
 * stream, a turn) the first rule that matches and is not used up applies, with everything in its `do`.
 */

/** Milliseconds. */
const duration = z.number().min(0);

/** Facts about the session; a rule matches when all that it names hold. */
const sessionFacts = {
  agent: z.string().optional(),
  version: z.int().min(1).optional(),
  /** The session's message (of this turn, for `on: turn`) contains it, upper and lower case being different. */
  text: z.string().min(1).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  /** The nth session created since the start, from 1. */
  session: z.int().min(1).optional(),
};

const common = {
  /** For the reader. */
  name: z.string().optional(),
  ...sessionFacts,
  /** How many matching occasions pass unharmed before the rule applies for the first time. */
  skip: z.int().min(0).default(0),
  /** How often the rule applies. */
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
};

const requestActionSchema = z.discriminatedUnion('type', [
  /** An error answer instead of the request's effect, or after it. A 429 without `retryAfter` is a spend limit. */
  z.strictObject({
    type: z.literal('respond'),
    status: z.int().min(400).max(599),
    /** Seconds, for `retry-after`. */
    retryAfter: z.number().min(0).optional(),
    errorType: z.string().optional(),
    message: z.string().optional(),
    effect: z.enum(['none', 'done']).default('none'),
  }),
  /** The connection is cut before the request took effect, or after it but before the answer. */
  z.strictObject({ type: z.literal('drop'), effect: z.enum(['none', 'done']) }),
  /** The request waits so long before anything happens. */
  z.strictObject({ type: z.literal('delay'), ms: duration }),
]);

/** Where a stream is cut: after so many frames, or after the first event of a type, whichever comes first. */
const cut = { afterFrames: z.int().min(0).optional(), afterEvent: z.string().optional() };

const streamActionSchema = z.discriminatedUnion('type', [
  /** The stream opens so much later: events until then are missed. */
  z.strictObject({ type: z.literal('delay'), ms: duration }),
  /** The socket is destroyed; the client sees an error. */
  z.strictObject({ type: z.literal('drop'), ...cut }),
  /** The stream ends cleanly, as if nothing were wrong. */
  z.strictObject({ type: z.literal('end'), ...cut }),
  /** Every frame is sent twice. */
  z.strictObject({ type: z.literal('duplicate') }),
  /** Pings, comments, `id:` and `retry:` lines and a frame without a name between the events. */
  z.strictObject({ type: z.literal('noise') }),
  /** An `error` frame, and the end. */
  z.strictObject({ type: z.literal('error'), message: z.string().default('Internal server error'), ...cut }),
]);

const turnActionSchema = z.discriminatedUnion('type', [
  /**
   * The model request fails. `retrying`: rescheduled, `repeat` times, and then the turn goes on; `exhausted`:
   * idle with `retries_exhausted`; `terminal`: the session is terminated.
   */
  z.strictObject({
    type: z.literal('session-error'),
    retry: z.enum(['retrying', 'exhausted', 'terminal']),
    error: z.string().default('model_overloaded_error'),
    message: z.string().default('The model is currently overloaded.'),
    repeat: z.int().min(1).default(1),
    /** How long the session is rescheduled. */
    ms: duration.default(100),
  }),
  /** A `session.error` after which the turn goes on as if nothing had happened. */
  z.strictObject({
    type: z.literal('plain-error'),
    error: z.string().default('mcp_connection_failed_error'),
    message: z.string().default('Could not connect to the MCP server.'),
    server: z.string().default('mcp'),
  }),
  /** `session.status_terminated` without an error before it. */
  z.strictObject({ type: z.literal('terminate') }),
  /** The turn ends for this reason, after the model's reply; `reply: false` leaves the reply out. */
  z.strictObject({
    type: z.literal('stop'),
    reason: z.string(),
    detail: z.string().optional(),
    reply: z.boolean().default(true),
  }),
  /** An event of a type that nobody knows, before the reply. */
  z.strictObject({ type: z.literal('unknown-event'), event: z.string().default('agent.daydream') }),
  /** The turn never ends: not even begun (`queued`), or with the model request open (`request`). */
  z.strictObject({ type: z.literal('hang'), at: z.enum(['queued', 'request']).default('request') }),
  /** So much time between one event of the turn and the next. */
  z.strictObject({ type: z.literal('late'), ms: duration }),
  /** So much time before the turn begins. */
  z.strictObject({ type: z.literal('pick-up'), ms: duration }),
  /** So much time between the idle event and the status: an archive in between is refused. */
  z.strictObject({ type: z.literal('settle'), ms: duration }),
]);

function listOf<Schema extends z.ZodType>(action: Schema) {
  return z.array(action).min(1);
}

export const faultRuleSchema = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal('request'),
    /** `POST /v1/sessions`; `*` stands for any method and for any one part of the path: `* /v1/sessions/*`. */
    request: z.string().regex(/^(\*|[A-Z]+) \/\S+$/, 'must be a method and a path: "POST /v1/sessions"'),
    ...common,
    do: listOf(requestActionSchema),
  }),
  z.strictObject({ on: z.literal('stream'), ...common, do: listOf(streamActionSchema) }),
  z.strictObject({ on: z.literal('turn'), ...common, do: listOf(turnActionSchema) }),
]);

export const faultScriptSchema = z.array(faultRuleSchema);

/** As it is written: defaults left out. */
export type FaultScript = z.input<typeof faultScriptSchema>;
export type FaultRule = z.output<typeof faultRuleSchema>;
export type RequestAction = z.output<typeof requestActionSchema>;
export type StreamAction = z.output<typeof streamActionSchema>;
export type TurnAction = z.output<typeof turnActionSchema>;
