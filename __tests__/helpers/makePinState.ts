import type { PinState } from '../../src/domain/pinHistory.ts';

/** The state that the `index`th change (from 0) of a pin's file left, with the bytes of `text`. */
export function makePinState(
  index: number,
  text: string | undefined,
  more: Partial<PinState> = {},
): PinState {
  return {
    commit: (index + 1).toString(16).padStart(40, '0'),
    at: Date.UTC(2026, 0, 1 + index),
    author: 'ada',
    pullRequest: {
      number: index + 1,
      title: `Change ${index + 1}`,
      url: `https://github.test/acme/support/pull/${index + 1}`,
    },
    bytes: text === undefined ? undefined : new TextEncoder().encode(text),
    ...more,
  };
}
