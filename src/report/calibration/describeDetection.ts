import type { Detection, TeamCalibration } from '../../domain/calibration.ts';
import { formatCount } from '../formatEffort.ts';
import { formatRate } from './formatRate.ts';

/** How a detection's number is to be read, once for a whole table. */
export const DETECTION_NOTE =
  'The last three columns are simulated with the policy’s own rule. Broken for good: right now, never right on the ' +
  'candidate. Half as often right: a partial break. A loss is caught from so many fixtures when in at least 80% of runs ' +
  'the team regresses or falls below its floor, or the run is worse overall; in brackets how often one alone is caught.';

/** The smallest loss that a team would see: `1 fixture (97%)`, `5 fixtures (one: 21%)`. */
export function describeDetection({ one, smallest }: Detection, { able }: TeamCalibration): string {
  if (one === undefined) return 'never, as nothing is right';
  if (smallest === undefined) return `not even 32 fixtures (one: ${formatRate(one)})`;
  if (smallest === 1) return `1 fixture (${formatRate(one)})`;
  const lacks = smallest > able ? `; it has ${able}` : '';
  return `${formatCount(smallest, 'fixture')} (one: ${formatRate(one)})${lacks}`;
}
