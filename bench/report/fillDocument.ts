const end = '<!-- measured: end -->';

/**
 * Puts `text` between the markers of a document: the first names the command that writes there, such as
 * `npm run bench`.
 *
 * @throws Error when the document does not have both
 */
export function fillDocument(document: string, text: string, command: string): string {
  const begin = `<!-- measured: begin (written by ${command} -- --write-docs) -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`The document has no ${begin} and ${end}.`);
  return `${document.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${document.slice(to)}`;
}
