import type { Report } from './buildReport.ts';
import { SHEDDING } from './detail.ts';
import { fit } from './fit.ts';
import { renderMarkdown } from './renderMarkdown.ts';

/** The fullest Markdown of a report that fits `limit`; `elsewhere` (Markdown) says where the rest is. */
export function fitMarkdown(
  report: Report,
  elsewhere: string,
  limit: number,
  measure: (text: string) => number,
): string {
  const versions = SHEDDING.map((detail) => () => renderMarkdown(report, detail, elsewhere));
  return fit(versions, limit, measure);
}
