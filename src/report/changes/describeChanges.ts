import type { PinResult } from '../../domain/result.ts';
import type { ReportContext } from '../reportContext.ts';
import { compareVersions } from './compareVersions.ts';
import type { VersionChanges } from './versionChanges.ts';
import { withholdFromChanges } from './withholdPrompts.ts';

/** What the change of the pin changes, as far as it may be shown. `pin` has everything. */
export function describeChanges(
  pin: Extract<PinResult, { state: 'evaluated' }>,
  context: ReportContext,
): VersionChanges {
  return withholdFromChanges(compareVersions(pin), pin, context);
}
