import type { PinResult } from '../../domain/result.ts';
import type { Report } from '../buildReport.ts';
import { codeSpan, escapeSentence } from '../escape.ts';
import { explainDraft } from './explainDraft.ts';
import { suggestedLine } from './suggestedLine.ts';

/** What a pin that says `next` is waiting for, in Markdown; nothing for one that says a number. */
export function renderDraft(pin: PinResult, { result: { change } }: Report): readonly string[] {
  const [first, ...others] = explainDraft(pin, change).map((sentence) => escapeSentence(sentence));
  if (first === undefined) return [];
  const line = suggestedLine(pin);
  return [
    line?.hasMore === true ? `${first} The line becomes ${codeSpan(line.text, 200)}.` : first,
    ...(others.length === 0 ? [] : [others.join(' ')]),
  ];
}
