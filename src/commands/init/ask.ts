import { GateError } from '../../domain/problem.ts';
import type { Prompter } from '../../domain/prompter.ts';

/** The answer to a question; the fallback when nobody can be asked. Throws a `GateError` when the input has ended. */
export async function ask(
  prompter: Prompter | undefined,
  question: string,
  fallback: string,
): Promise<string> {
  if (prompter === undefined) return fallback;
  const answer = await prompter.ask(question, fallback);
  if (answer === undefined) throw new GateError('Stopped before anything was written.');
  return answer;
}
