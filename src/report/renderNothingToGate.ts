import type { RunResult } from '../domain/result.ts';
import type { AttemptRecord } from './attempts/attemptRecord.ts';
import { type CommentMemory, renderComment } from './renderComment.ts';
import type { ReportContext } from './reportContext.ts';

/**
 * What an earlier comment of the pull request says once the pull request changes no pin any more: the verdict
 * it had belongs to commits that are no longer proposed. What it remembers of attempts stays, as the next push may
 * propose the same versions again.
 */
export function renderNothingToGate(
  result: RunResult,
  context: ReportContext,
  attempts?: AttemptRecord,
  more?: CommentMemory,
): string {
  const note = 'The verdict that stood here was about an earlier commit of this pull request.';
  return renderComment({ ...result, warnings: [...result.warnings, note] }, context, attempts, more);
}
