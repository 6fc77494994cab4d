import { GateError } from '../domain/problem.ts';
import { decodeText } from './decodeText.ts';

/** What the service takes as a system prompt, in characters. */
export const LONGEST_SYSTEM = 100_000;

/**
 * The system prompt of a file of its own, as it is, to the last newline: the service is sent what a reviewer sees.
 * Throws a `GateError` when it is no text, or longer than the service takes.
 */
export function decodeSystem(path: string, bytes: Uint8Array): string {
  const system = decodeText(path, bytes);
  const { length } = [...system];
  if (length <= LONGEST_SYSTEM) return system;
  throw new GateError({
    file: path,
    message: `The system prompt should be a text of at most 100,000 characters, but it has ${length.toLocaleString('en')}: shorten it.`,
  });
}
