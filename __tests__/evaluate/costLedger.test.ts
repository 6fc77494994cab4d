import { describe, expect, it } from '@jest/globals';
import { CostLedger } from '../../src/evaluate/costLedger.ts';

describe('CostLedger', () => {
  it('projects the estimate before anything has run', () => {
    expect(new CostLedger({ baseline: [1, 3], candidate: [5] }).projection).toBe(9);
  });

  it('keeps to the estimate until five sessions of a side have finished, then to their mean', () => {
    const ledger = new CostLedger({ baseline: [], candidate: Array(10).fill(1) });
    for (let done = 0; done < 4; done += 1) ledger.record('candidate', 3, true);
    expect(ledger.projection).toBe(4 * 3 + 6 * 1);
    ledger.record('candidate', 3, true);
    expect(ledger.projection).toBe(5 * 3 + 5 * 3);
  });

  it('knows the sides apart: their models may differ', () => {
    const ledger = new CostLedger({ baseline: Array(6).fill(1), candidate: Array(6).fill(10) });
    for (let done = 0; done < 5; done += 1) ledger.record('baseline', 2, true);
    expect(ledger.projection).toBe(5 * 2 + 2 + 60);
  });

  it('adds what failed attempts cost, and keeps their trials open', () => {
    const ledger = new CostLedger({ baseline: [], candidate: [1, 1] });
    ledger.record('candidate', 0.5, false);
    expect(ledger.spent).toBe(0.5);
    expect(ledger.projection).toBe(2.5);
  });

  it('learns nothing from sessions that used nothing', () => {
    const ledger = new CostLedger({ baseline: [], candidate: Array(9).fill(1) });
    for (let done = 0; done < 8; done += 1) ledger.record('candidate', 0, true);
    expect(ledger.projection).toBe(1);
  });
});
