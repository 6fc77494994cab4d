import type { RunResult } from '../domain/result.ts';
import { type AttemptRecord, NO_ATTEMPTS } from './attempts/attemptRecord.ts';
import { writeAttemptRecord } from './attempts/writeAttemptRecord.ts';
import { buildReport } from './buildReport.ts';
import { FULL } from './detail.ts';
import { MARKER } from './escape.ts';
import { fit } from './fit.ts';
import { fitMarkdown } from './fitMarkdown.ts';
import { link, webUrl } from './links.ts';
import { frameEvaluations } from './remembered/frameEvaluations.ts';
import type { KeptEvaluation } from './remembered/keptEvaluation.ts';
import { renderMarkdown } from './renderMarkdown.ts';
import type { ReportContext } from './reportContext.ts';

/** GitHub refuses comments of more than 65,536 characters; the rest is a margin for how it counts them. */
export const COMMENT_LIMIT = 65_000;

/** What a comment carries over from run to run, beside the record of attempts. */
export interface CommentMemory {
  /** What the standing comment says of evaluations that are only remembered now: the first to go without room. */
  readonly kept?: readonly KeptEvaluation[];
  /** Further hidden lines, each in one line. */
  readonly memory?: readonly string[];
}

/**
 * The pull request's comment, in Markdown: at most 65,000 UTF-16 units, the hidden marker first and the record of
 * `attempts` after it, hidden too. What does not fit is left out in a fixed order, and the comment says what and
 * that the job summary has it; what is hidden always stays.
 */
export function renderComment(
  result: RunResult,
  context: ReportContext,
  attempts: AttemptRecord = NO_ATTEMPTS,
  { kept = [], memory }: CommentMemory = {},
): string {
  const run = webUrl(context.runUrl);
  const elsewhere = run === undefined ? 'the job summary' : link('the job summary', run);
  const isEmpty = attempts.subjects.length === 0 && attempts.forgotten === 0;
  const hidden = [MARKER, ...(isEmpty ? [] : [writeAttemptRecord(attempts)]), ...(memory ?? [])];
  const head = `${hidden.join('\n')}\n`;
  const room = COMMENT_LIMIT - head.length;
  const report = buildReport(result, context);
  const frame = (hasRoom: boolean) => frameEvaluations(context.run, kept, hasRoom);
  const measure = (text: string) => text.length;
  const shortened = () => fitMarkdown(report, elsewhere, room, measure, frame(false));
  if (kept.length === 0) return head + shortened();
  return head + fit([() => renderMarkdown(report, FULL, elsewhere, frame(true)), shortened], room, measure);
}
