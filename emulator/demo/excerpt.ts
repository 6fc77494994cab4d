/**
 * The paragraphs of a comment that an act is about, an ellipsis in place of the others, as they look on GitHub: without
 * the addresses of links and the marks that it does not show.
 *
 * @param wanted what a paragraph has to match to be kept
 */
export function excerpt(body: string, wanted: readonly RegExp[]): string {
  const paragraphs = body
    .replace(/<!--.*?-->\n?/gs, '')
    .replace(/\]\(http[^)]*\)/g, ']')
    .replace(/<br>|&nbsp;/g, ' ')
    .replace(/<[^>]+>/g, '')
    .trim()
    .split(/\n{2,}/);
  const kept = paragraphs.map((text) => (wanted.some((pattern) => pattern.test(text)) ? text : '…'));
  return kept.filter((text, index) => text !== '…' || kept[index - 1] !== '…').join('\n\n');
}
