import type { ConfirmationResult } from '../../domain/confirmation.ts';
import type { Problem } from '../../domain/problem.ts';

/** The drift of all pins, to be listed: a sentence that begins with its file's path is not headed by it once more. */
export function listDrift({ pins }: ConfirmationResult): readonly Problem[] {
  return pins
    .flatMap(({ drift }) => drift)
    .map((problem) =>
      problem.file !== undefined && problem.message.startsWith(`\`${problem.file}\``)
        ? { message: problem.message }
        : problem,
    );
}
