/**
 * One thing that is wrong, as a sentence for the person who has to mend it.
 *
 * The sentence says what was expected, what was there and what to do; `file` and `line` (from 1) say where,
 * so that a report can link to it and an annotation can stand on it.
 */
export interface Problem {
  readonly file?: string;
  readonly line?: number;
  readonly message: string;
}

/**
 * The run cannot go on, for reasons that a person can mend: a file, an input, a permission. All problems
 * found together are reported together. It always ends in the verdict `error`, never in a pass.
 */
export class GateError extends Error {
  override readonly name = 'GateError';
  readonly problems: readonly Problem[];

  constructor(problems: Problem | string | readonly Problem[]) {
    const list: readonly Problem[] =
      typeof problems === 'string' ? [{ message: problems }] : 'message' in problems ? [problems] : problems;
    super(list.map(formatProblem).join('\n'));
    this.problems = list;
  }
}

/** `prompts/a/gate.yml:3: …`: the form in which editors and terminals make a place clickable. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line].filter((part) => part !== undefined).join(':');
  return place === '' ? problem.message : `${place}: ${problem.message}`;
}
