import type { Usage } from '../domain/sessionEvent.ts';

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/**
 * List prices as of 2026-08, by model family: the one place to change when they do. An id belongs to a family
 * when it is the family's name or continues it with a dash (`claude-haiku-4-5-20251001`).
 */
const PRICES: Readonly<Record<string, Price>> = {
  'claude-haiku-4-5': { input: 1, output: 5 },
  'claude-sonnet-5': { input: 2, output: 10 },
  'claude-opus-5': { input: 5, output: 25 },
};

/** Reading the prompt cache costs a tenth of input tokens, writing it (for five minutes) a quarter more. */
const CACHE_READ_FACTOR = 0.1;
const CACHE_CREATION_FACTOR = 1.25;

/** A session's runtime, per second in which it is active: 0.08 USD an hour. */
export const RUNTIME_USD_PER_SECOND = 0.08 / 3600;

/**
 * The price of a model by its id. One that is not in the table counts as the most expensive that is, with
 * `known: false`: an estimate may be too high, but a ceiling is never passed for want of a price.
 */
export function findPrice(model: string): { readonly price: Price; readonly known: boolean } {
  const family = Object.keys(PRICES)
    .filter((name) => model === name || model.startsWith(`${name}-`))
    .sort((one, other) => other.length - one.length)[0];
  const price = family === undefined ? undefined : PRICES[family];
  if (price !== undefined) return { price, known: true };
  const dearest = (of: keyof Price) => Math.max(...Object.values(PRICES).map((each) => each[of]));
  return { price: { input: dearest('input'), output: dearest('output') }, known: false };
}

/** What a usage costs at list price, in US dollars: tokens and runtime. */
export function priceUsage(usage: Usage, price: Price): number {
  const input =
    usage.inputTokens +
    usage.cacheReadTokens * CACHE_READ_FACTOR +
    usage.cacheCreationTokens * CACHE_CREATION_FACTOR;
  return (
    (input * price.input + usage.outputTokens * price.output) / 1_000_000 +
    usage.activeSeconds * RUNTIME_USD_PER_SECOND
  );
}
