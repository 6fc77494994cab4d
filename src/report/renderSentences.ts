import { escapeSentence } from './escape.ts';
import { list } from './markdown.ts';

/** A list of at most `limit` sentences of any origin, each after `mark`, and how many more there are. */
export function renderSentences(sentences: readonly string[], limit: number, mark = ''): readonly string[] {
  if (limit === 0) return [];
  const rest = sentences.length - limit;
  return list([
    ...sentences.slice(0, limit).map((sentence) => `${mark}${escapeSentence(sentence)}`),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ]);
}
