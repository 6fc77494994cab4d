/** At most `limit` characters of the text, `…` in place of the rest; no character is cut in half. */
export function shorten(text: string, limit = 80): string {
  // A character is at most two UTF-16 units: slicing first keeps a reply of megabytes cheap.
  const characters = [...text.slice(0, 2 * limit + 2)];
  return characters.length <= limit ? text : `${characters.slice(0, limit).join('')}…`;
}
