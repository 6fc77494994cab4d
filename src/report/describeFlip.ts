import type { CaseRow } from './buildReport.ts';

/** A flip's icon: no two have the same shape. */
export function markFlip({ flip, onlyOnce }: Pick<CaseRow, 'flip' | 'onlyOnce'>): string {
  if (flip === undefined) return '';
  if (onlyOnce) return '➖';
  return flip === 'broke' ? '❌' : '✅';
}

/** A flip in an icon and a word or two; `once` when fresh trials do not show it again. */
export function describeFlip(row: Pick<CaseRow, 'flip' | 'onlyOnce'>): string {
  if (row.flip === undefined) return '';
  return `${markFlip(row)} ${row.flip}${row.onlyOnce ? ' once' : ''}`;
}
