/**
 * A text of any origin for a log: line breaks of every kind become `\n`, control characters (a terminal's
 * escape sequences among them) and marks that turn the direction of writing round are taken out. Tabs stay.
 */
export function cleanText(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go.
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  );
}
