import type { RunResult } from '../domain/result.ts';
import { buildReport } from './buildReport.ts';
import { MARKER } from './escape.ts';
import { fitMarkdown } from './fitMarkdown.ts';
import { link, webUrl } from './links.ts';
import type { ReportContext } from './reportContext.ts';

/** GitHub refuses comments of more than 65,536 characters; the rest is a margin for how it counts them. */
export const COMMENT_LIMIT = 65_000;

/**
 * The pull request's comment, in Markdown: at most 65,000 UTF-16 units, the hidden marker first. What does not
 * fit is left out in a fixed order, and the comment says what and that the job summary has it.
 */
export function renderComment(result: RunResult, context: ReportContext): string {
  const run = webUrl(context.runUrl);
  const elsewhere = run === undefined ? 'the job summary' : link('the job summary', run);
  const room = COMMENT_LIMIT - MARKER.length - 1;
  const body = fitMarkdown(buildReport(result, context), elsewhere, room, (text) => text.length);
  return `${MARKER}\n${body}`;
}
