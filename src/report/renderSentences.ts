import { escapeSentence } from './escape.ts';

/** At most `limit` sentences of any origin as points of a list, each after `mark`, and how many more there are. */
export function renderSentences(sentences: readonly string[], limit: number, mark = ''): readonly string[] {
  return takePoints(sentences, limit, (sentence) => `${mark}${escapeSentence(sentence)}`);
}

/** The first `limit` items as points, and a point that counts the rest; nothing for a limit of 0. */
export function takePoints<Item>(
  items: readonly Item[],
  limit: number,
  render: (item: Item) => string,
): readonly string[] {
  if (limit === 0) return [];
  const rest = items.length - limit;
  return [...items.slice(0, limit).map(render), ...(rest > 0 ? [`… and ${rest} more`] : [])];
}
