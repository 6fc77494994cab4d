import type { PinResult } from '../../domain/result.ts';
import type { Report } from '../buildReport.ts';
import { explainDraft } from '../draft/explainDraft.ts';
import { suggestedLine } from '../draft/suggestedLine.ts';
import { escapeLogLine } from '../escape.ts';
import type { Page } from './page.ts';
import { toList } from './toList.ts';

/** What a pin that says `next` is waiting for, as text; nothing for one that says a number. */
export function renderDraft(pin: PinResult, { result }: Report, page: Page): readonly string[] {
  const line = suggestedLine(pin);
  return [
    ...toList(explainDraft(pin, result.change), page),
    ...(line?.hasMore === true ? [`Line ${line.number} becomes: ${escapeLogLine(line.text, 200)}`] : []),
  ];
}
