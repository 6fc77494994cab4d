/** Sizes that take seconds: apart from the others, which mutation testing runs again and again. */
import { describe, expect, it } from '@jest/globals';
import { stratifiedTest } from '../../../src/decide/statistics/stratifiedTest.ts';
import type { Table } from '../../../src/decide/statistics/table.ts';
import { logFactorial } from '../../../src/decide/statistics/logFactorial.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { makeTable } from '../../helpers/makeTable.ts';

const repeat = (count: number, table: Table) => Array.from({ length: count }, () => table);

describe('stratifiedTest', () => {
  it('stands twenty fixtures with a thousand pairs each', () => {
    const p = stratifiedTest(repeat(20, makeTable(1000, 505, 500)));
    // So many are close to normal: a loss of 50 right answers over what is expected, 49.5 with the continuity
    // correction, against twenty variances of n²r(2n − r)/((2n)²(2n − 1)) with n = 1000 and r = 1005: z = 0.98977,
    // of which the upper tail is 0.161144 (scipy.stats.norm.sf).
    expect(p).toBeCloseTo(0.161144, 5);

    const sure = stratifiedTest(repeat(20, makeTable(1000, 1000, 0)));
    expect(sure).toBe(Number.MIN_VALUE);
    const never = stratifiedTest(repeat(20, makeTable(1000, 0, 1000)));
    expectNear(never, 1, 1e-9);
  });
});

describe('logFactorial', () => {
  it('agrees with Stirling’s series at 200,000', () => {
    const n = 200_000;
    const series = n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
    expectNear(logFactorial(n), series, 1e-12);
  });
});
