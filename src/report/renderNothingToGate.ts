import type { RunResult } from '../domain/result.ts';
import { renderComment } from './renderComment.ts';
import type { ReportContext } from './reportContext.ts';

/**
 * What an earlier comment of the pull request says once the pull request changes no pin any more: the verdict
 * it had belongs to commits that are no longer proposed.
 */
export function renderNothingToGate(result: RunResult, context: ReportContext): string {
  const note = 'The verdict that stood here was about an earlier commit of this pull request.';
  return renderComment({ ...result, warnings: [...result.warnings, note] }, context);
}
