import type { Log } from '../../domain/log.ts';
import { cleanText } from './cleanText.ts';

/**
 * The log of the command line: plain lines, for a person or a file.
 *
 * @param stream where lines go; standard error where standard output carries a result
 */
export function createTerminalLog(stream: { write(text: string): unknown }): Log {
  const line = (text: string): void => {
    stream.write(`${cleanText(text)}\n`);
  };
  return {
    info: line,
    warning: (text) => line(`warning: ${text}`),
    startGroup: line,
    endGroup: () => {},
  };
}
