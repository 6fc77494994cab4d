import type { Report } from './buildReport.ts';
import { isLongerThan } from './changes/isLongerThan.ts';
import { type Detail, SHEDDING } from './detail.ts';
import { fit } from './fit.ts';
import type { Frame } from './remembered/frameEvaluations.ts';
import { renderMarkdown } from './renderMarkdown.ts';

/** The fullest Markdown of a report that fits `limit`; `elsewhere` (Markdown) says where the rest is. */
export function fitMarkdown(
  report: Report,
  elsewhere: string,
  limit: number,
  measure: (text: string) => number,
  frame?: Frame,
): string {
  // Rendering takes its time with thousands of fixtures, so a step that would leave out nothing is passed over.
  const sheds = ({ name, changes }: Detail) =>
    name !== 'diff' ||
    report.sections.some(
      ({ evaluation }) => evaluation !== undefined && isLongerThan(evaluation.changes, changes),
    );
  const versions = SHEDDING.filter(sheds).map(
    (detail) => () => renderMarkdown(report, detail, elsewhere, frame),
  );
  return fit(versions, limit, measure);
}
