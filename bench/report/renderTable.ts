import { alignTable } from './alignTable.ts';
import { isMet, type Row, summarize, type Target } from './row.ts';

/** Renders rows as a Markdown table with aligned columns, good for a terminal and for a document. */
export function renderTable(rows: readonly Row[]): string {
  return alignTable([
    ['', 'what', 'median', 'min–max', 'runs', 'target', 'met'],
    ...rows.map((row) => {
      const { median, min, max } = summarize(row.values);
      const met = isMet(row);
      return [
        String(row.benchmark),
        row.what,
        format(median, row.unit),
        row.values.length === 1 ? '' : `${format(min, '', row.unit)}–${format(max, row.unit)}`,
        String(row.values.length),
        row.target === undefined ? '' : formatTarget(row.target, row.unit),
        met === undefined ? '' : met ? 'yes' : '**no**',
      ];
    }),
  ]);
}

function formatTarget(target: Target, unit: Row['unit']): string {
  if ('below' in target) return `< ${formatExactly(target.below, unit)}`;
  if ('atMost' in target) return `≤ ${formatExactly(target.atMost, unit)}`;
  return `≥ ${formatExactly(target.atLeast, unit)}`;
}

function formatExactly(value: number, unit: Row['unit']): string {
  return unit === '×' || unit === '' ? `${value}${unit}` : `${value} ${unit}`;
}

/** `like`: the unit whose precision is used when the value's own is left out. */
function format(value: number, unit: Row['unit'], like: Row['unit'] = unit): string {
  const digits = like === 'ms' || like === 'MB' ? 0 : 2;
  return formatExactly(Number(value.toFixed(digits)), unit);
}
