/** Tokens of one model request, as `span.model_request_end` has them. */
export interface RequestUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation_input_tokens: number;
}

/** A session's totals, as `GET session` and `session.usage` have them. */
export interface Usage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation: {
    readonly ephemeral_5m_input_tokens: number;
    readonly ephemeral_1h_input_tokens: number;
  };
  /** Null for a model without a list price. */
  readonly list_cost: { readonly amount: string; readonly currency: 'USD' } | null;
  readonly active_seconds: number;
}

export const noRequestUsage: RequestUsage = {
  input_tokens: 0,
  output_tokens: 0,
  cache_read_input_tokens: 0,
  cache_creation_input_tokens: 0,
};

export function sumRequests(a: RequestUsage, b: RequestUsage): RequestUsage {
  return {
    input_tokens: a.input_tokens + b.input_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
    cache_read_input_tokens: a.cache_read_input_tokens + b.cache_read_input_tokens,
    cache_creation_input_tokens: a.cache_creation_input_tokens + b.cache_creation_input_tokens,
  };
}

/** US dollars per million tokens, in and out, by the model id's beginning (list prices of 2026-08). */
const prices: readonly (readonly [model: string, input: number, output: number])[] = [
  ['claude-haiku-4-5', 1, 5],
  ['claude-sonnet-5', 2, 10],
  ['claude-opus-5', 5, 25],
];

/** Reading the cache costs a tenth of the input price, writing it for five minutes five quarters of it. */
const cacheRead = 0.1;
const cacheWrite = 1.25;

/** US dollars per hour of running. */
const runtimePerHour = 0.08;

export function hasListPrice(model: string): boolean {
  return prices.some(([prefix]) => model.startsWith(prefix));
}

/** A session that has not run. */
export function noUsage(model: string): Usage {
  return addUsage(undefined, noRequestUsage, 0, model);
}

/** The totals after a turn that took `request`, `activeMs` being all the time the session has been running. */
export function addUsage(
  total: Usage | undefined,
  request: RequestUsage,
  activeMs: number,
  model: string,
): Usage {
  const sum = {
    input_tokens: (total?.input_tokens ?? 0) + request.input_tokens,
    output_tokens: (total?.output_tokens ?? 0) + request.output_tokens,
    cache_read_input_tokens: (total?.cache_read_input_tokens ?? 0) + request.cache_read_input_tokens,
    cache_creation: {
      ephemeral_5m_input_tokens:
        (total?.cache_creation.ephemeral_5m_input_tokens ?? 0) + request.cache_creation_input_tokens,
      ephemeral_1h_input_tokens: 0,
    },
  };
  const price = prices.find(([prefix]) => model.startsWith(prefix));
  if (price === undefined) return { ...sum, list_cost: null, active_seconds: activeMs / 1000 };
  const [, input, output] = price;
  const inputTokens =
    sum.input_tokens +
    sum.cache_read_input_tokens * cacheRead +
    sum.cache_creation.ephemeral_5m_input_tokens * cacheWrite;
  const dollars =
    (inputTokens * input + sum.output_tokens * output) / 1_000_000 + (activeMs / 3_600_000) * runtimePerHour;
  return {
    ...sum,
    list_cost: { amount: String(Math.round(dollars * 100)), currency: 'USD' },
    active_seconds: activeMs / 1000,
  };
}
