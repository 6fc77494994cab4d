import { describe, expect, it } from '@jest/globals';
import { CostLedger } from '../../src/evaluate/costLedger.ts';

/** A ledger that expects trials with these estimates. */
function ledgerOf(baseline: readonly number[], candidate: readonly number[]): CostLedger {
  const ledger = new CostLedger();
  ledger.expect('baseline', baseline);
  ledger.expect('candidate', candidate);
  return ledger;
}

describe('CostLedger', () => {
  it('projects the estimate before anything has run', () => {
    expect(ledgerOf([1, 3], [5]).projection).toBe(9);
  });

  it('keeps to the estimate until five sessions of a side have finished, then to their mean', () => {
    const ledger = ledgerOf([], Array(10).fill(1));
    for (let done = 0; done < 4; done += 1) ledger.record('candidate', 3, true);
    expect(ledger.projection).toBe(4 * 3 + 6 * 1);
    ledger.record('candidate', 3, true);
    expect(ledger.projection).toBe(5 * 3 + 5 * 3);
  });

  it('knows the sides apart: their models may differ', () => {
    const ledger = ledgerOf(Array(6).fill(1), Array(6).fill(10));
    for (let done = 0; done < 5; done += 1) ledger.record('baseline', 2, true);
    expect(ledger.projection).toBe(5 * 2 + 2 + 60);
  });

  it('adds what failed attempts cost, and keeps their trials open', () => {
    const ledger = ledgerOf([], [1, 1]);
    ledger.record('candidate', 0.5, false);
    expect(ledger.spent).toBe(0.5);
    expect(ledger.projection).toBe(2.5);
  });

  it('learns nothing from sessions that used nothing', () => {
    const ledger = ledgerOf([], Array(9).fill(1));
    for (let done = 0; done < 8; done += 1) ledger.record('candidate', 0, true);
    expect(ledger.projection).toBe(1);
  });

  it('costs nothing where nothing is expected, or nothing more', () => {
    expect(new CostLedger().projection).toBe(0);
    const ledger = ledgerOf([], [1]);
    ledger.record('candidate', 0.25, true);
    expect(ledger.projection).toBe(0.25);
  });

  it('adds trials that are expected later at the mean of what has finished', () => {
    const ledger = ledgerOf([], Array(5).fill(1));
    for (let done = 0; done < 5; done += 1) ledger.record('candidate', 3, true);
    ledger.expect('candidate', [1, 1]);
    expect(ledger.projection).toBe(5 * 3 + 2 * 3);
  });

  it('adds them at the mean of all estimates while too few have finished for a mean of costs', () => {
    const ledger = ledgerOf([], [1, 1]);
    for (let done = 0; done < 2; done += 1) ledger.record('candidate', 3, true);
    ledger.expect('candidate', [4, 6]);
    expect(ledger.projection).toBe(2 * 3 + 2 * 3);
    // Those count towards the five as well, whichever phase they belong to.
    ledger.expect('candidate', [6, 6, 6]);
    for (let done = 0; done < 3; done += 1) ledger.record('candidate', 2, true);
    expect(ledger.projection).toBeCloseTo(12 + 2 * (12 / 5), 12);
  });
});
