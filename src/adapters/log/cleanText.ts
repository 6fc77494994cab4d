/**
 * A text of any origin for a log: line breaks of every kind become `\n`, control characters (a terminal's
 * escape sequences among them) and marks that turn the direction of writing round are taken out. Tabs stay.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu, '');
}
