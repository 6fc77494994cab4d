import type { Change } from '../domain/change.ts';
import type { EvaluationMemory, SealedEvaluation } from '../domain/memory.ts';
import { GateError } from '../domain/problem.ts';
import { ServiceError } from '../domain/serviceError.ts';

/** What earlier runs of the pull request evaluated. Should it not be readable, everything is evaluated, with a warning. */
export async function recallKept(
  memory: EvaluationMemory | undefined,
  { number }: Change,
  warn: (sentence: string) => void,
): Promise<readonly SealedEvaluation[]> {
  if (memory === undefined || number === undefined) return [];
  try {
    return await memory.recall(number);
  } catch (error) {
    if (!(error instanceof ServiceError) && !(error instanceof GateError)) throw error;
    warn(
      `What earlier runs of this pull request evaluated could not be read, so it was evaluated again: ${error.message}`,
    );
    return [];
  }
}
