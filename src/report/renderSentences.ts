import { escapeSentence } from './escape.ts';
import { list } from './markdown.ts';

/** A list of at most `limit` sentences of any origin, and how many more there are. */
export function renderSentences(sentences: readonly string[], limit: number): readonly string[] {
  const rest = sentences.length - limit;
  return list([
    ...sentences.slice(0, limit).map((sentence) => escapeSentence(sentence)),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ]);
}
