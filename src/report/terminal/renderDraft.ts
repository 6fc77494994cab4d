import { shorten } from '../../domain/shorten.ts';
import type { PinResult } from '../../domain/result.ts';
import type { Report } from '../buildReport.ts';
import { explainDraft } from '../draft/explainDraft.ts';
import { suggestedLine } from '../draft/suggestedLine.ts';
import type { Page } from './page.ts';
import { toList } from './toList.ts';

/** What a pin that says `next` is waiting for, as text; nothing for one that says a number. */
export function renderDraft(pin: PinResult, { result }: Report, page: Page): readonly string[] {
  const [first, ...others] = explainDraft(pin, result.change);
  if (first === undefined) return [];
  const line = suggestedLine(pin);
  const becomes = line?.hasMore === true ? [`Line ${line.number} becomes: ${shorten(line.text, 200)}`] : [];
  return toList([first, ...becomes, ...others], page);
}
