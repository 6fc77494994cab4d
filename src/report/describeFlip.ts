import type { CaseRow } from './buildReport.ts';

/** A flip in a word or two, with an icon beside them. `once`: the fresh trials do not show it again. */
export function describeFlip({ flip, onlyOnce }: Pick<CaseRow, 'flip' | 'onlyOnce'>): string {
  if (flip === undefined) return '';
  if (onlyOnce) return flip === 'broke' ? '➖ broke once' : '➖ fixed once';
  return flip === 'broke' ? '❌ broke' : '✅ fixed';
}
