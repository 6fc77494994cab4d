import type { OverallTest } from '../../domain/verdict.ts';
import { isAtMost } from '../statistics/isAtMost.ts';
import { signTest } from '../statistics/signTest.ts';
import { OVERALL_SHARE } from './alphaShares.ts';

/**
 * Whether the candidate is worse over all fixtures of the run, a little everywhere perhaps: the sign test on the
 * fixtures that flipped in the first trials. It looks at every fixture and picks none, so the first trials may
 * decide here.
 */
export function testOverall(broken: number, fixed: number, alpha: number): OverallTest {
  const p = signTest(broken, fixed);
  const level = OVERALL_SHARE * alpha;
  return { broken, fixed, p, level, isWorse: isAtMost(p, level) };
}
