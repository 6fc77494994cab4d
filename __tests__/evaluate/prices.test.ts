import { describe, expect, it } from '@jest/globals';
import { findPrice, priceUsage } from '../../src/evaluate/prices.ts';

const none = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheCreationTokens: 0,
  activeSeconds: 0,
};

describe('findPrice', () => {
  it.each([
    ['claude-haiku-4-5', 1, 5],
    ['claude-haiku-4-5-20251001', 1, 5],
    ['claude-sonnet-5', 2, 10],
    ['claude-opus-5', 5, 25],
    ['claude-opus-5-20260601', 5, 25],
  ])('knows %s', (model, input, output) => {
    expect(findPrice(model)).toEqual({ price: { input, output }, known: true });
  });

  it.each(['claude-next', 'claude-haiku-4-50', 'claude-opus', ''])(
    'counts %j as the most expensive, and says that it is not known',
    (model) => {
      expect(findPrice(model)).toEqual({ price: { input: 5, output: 25 }, known: false });
    },
  );
});

describe('priceUsage', () => {
  const price = { input: 2, output: 10 };

  it.each([
    [{ inputTokens: 1_000_000 }, 2],
    [{ outputTokens: 1_000_000 }, 10],
    [{ cacheReadTokens: 1_000_000 }, 0.2],
    [{ cacheCreationTokens: 1_000_000 }, 2.5],
    [{ activeSeconds: 3600 }, 0.08],
    [{}, 0],
  ])('%j costs %d USD', (usage, usd) => {
    expect(priceUsage({ ...none, ...usage }, price)).toBeCloseTo(usd, 12);
  });
});
