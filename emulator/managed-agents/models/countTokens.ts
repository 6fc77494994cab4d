/** How many tokens a text has, roughly: English prose comes to about four characters a token. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
