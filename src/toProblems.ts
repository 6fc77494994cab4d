import { GateError, type Problem } from './domain/problem.ts';
import { ServiceError } from './domain/serviceError.ts';
import { explainServiceError } from './resolve/explainServiceError.ts';

/**
 * What went wrong, for the person who has to mend it. Anything that is neither an error of ours nor what a signal ends
 * with when it is aborted is a bug: it ends as an error too, and keeps its stack.
 */
export function toProblems(error: unknown): readonly Problem[] {
  if (error instanceof GateError) return error.problems;
  if (error instanceof ServiceError) {
    // The GitHub adapter's errors are sentences already: it knows which permission each request needs.
    const message = error.service === 'GitHub' ? error.message : explainServiceError(error, 'go on');
    return [{ message }];
  }
  if (isAbort(error)) {
    return [{ message: 'The run was stopped before this was done: run the check again.' }];
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [{ message: `Pin Gate itself failed, which is a bug to report: ${detail}` }];
}

/** A `DOMException`, which is no `Error` everywhere. */
function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}
