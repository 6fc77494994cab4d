import type { FixturePasses } from '../../domain/calibration.ts';

/** Whether one and the same version answered it rightly in one trial and wrongly in another. */
export function isFlaky({ right, of }: Pick<FixturePasses, 'right' | 'of'>): boolean {
  return right > 0 && right < of;
}
