import { formatProblem, GateError } from '../../src/domain/problem.ts';

/** The sentences of the `GateError` that a call throws, each with its place; empty when it throws none. */
export function problemsOf(call: () => unknown): readonly string[] {
  try {
    call();
    return [];
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return error.problems.map(formatProblem);
  }
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
