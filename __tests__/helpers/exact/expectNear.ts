import { expect } from '@jest/globals';

/** Holds a number against another up to a relative error: what rounding may do, and a wrong formula does not. */
export function expectNear(actual: number, expected: number, relative = 1e-12): void {
  const far = Math.abs(actual - expected) > relative * Math.abs(expected);
  // The numbers themselves, so that a failure shows them.
  expect(far || Number.isNaN(actual) ? actual : expected).toBe(expected);
}
