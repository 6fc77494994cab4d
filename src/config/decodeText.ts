import { GateError, type Problem } from '../domain/problem.ts';
import { limitProblems } from './limitProblems.ts';

const NEWLINE = 0x0a;

/**
 * The text of a file: UTF-8, with or without a byte-order mark, which is dropped.
 *
 * Throws a `GateError` that names every line with bytes that are no UTF-8, or the encoding where the file gives
 * it away: a character that was replaced in silence would change what a fixture says.
 */
export function decodeText(path: string, bytes: Uint8Array): string {
  const other = detectOtherEncoding(bytes);
  if (other !== undefined) {
    const message = `The file should be UTF-8, but it is ${other}: save it as UTF-8.`;
    throw new GateError({ file: path, line: 1, message });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new GateError(limitProblems(findBadLines(path, bytes)));
  }
}

function detectOtherEncoding(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'UTF-16 (little-endian)';
  if (first === 0xfe && second === 0xff) return 'UTF-16 (big-endian)';
  // Text in UTF-8 has no zero bytes; UTF-16 without a mark has one in every Latin letter.
  return bytes.subarray(0, 4096).includes(0) ? 'binary, or UTF-16 without a byte-order mark' : undefined;
}

// No byte of a longer character is a newline, so each line can be judged by itself.
function findBadLines(path: string, bytes: Uint8Array): readonly Problem[] {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const problems: Problem[] = [];
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      const message = 'The line has bytes that are not UTF-8: save the file as UTF-8.';
      problems.push({ file: path, line, message });
    }
    start = end + 1;
  }
  return problems;
}
