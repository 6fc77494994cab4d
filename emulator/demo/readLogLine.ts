/** What is left of a line before the rest is a matter for the comment. */
const LINE_LENGTH = 160;

/**
 * A line of a step's log as people read it: the runner carries out workflow commands and shows what they say; undefined
 * for those of which it shows nothing.
 */
export function readLogLine(line: string): string | undefined {
  const [, command = '', message = line] = /^::(\w[\w-]*)[^:]*::(.*)$/.exec(line) ?? [];
  if (command === 'add-mask' || command === 'endgroup') return undefined;
  const level = { error: 'Error: ', warning: 'Warning: ', notice: 'Notice: ' }[command] ?? '';
  const text = level + message.replaceAll('%0A', ' ').replaceAll('%25', '%');
  return text.length > LINE_LENGTH ? `${text.slice(0, LINE_LENGTH - 1)}…` : text;
}
