import { pinVerdict } from '../../domain/pinVerdict.ts';
import type { PinResult } from '../../domain/result.ts';

export interface SuggestedLine {
  /** From 1, at the head. */
  readonly number: number;
  /** Without its line break. Untrusted: what stands after the number is the author's. */
  readonly text: string;
  /** Whether it says more than `version: 3`, which every report says anyway. */
  readonly hasMore: boolean;
}

/** What the pin's `version` line has to become; undefined where nothing has to. */
export function suggestedLine(pin: PinResult): SuggestedLine | undefined {
  const draft = 'draft' in pin && pinVerdict(pin) === 'pending' ? pin.draft : undefined;
  if (draft?.line === undefined) return undefined;
  const text = draft.line.text.replace(/[\r\n]+$/, '');
  return { number: draft.line.number, text, hasMore: text.trim() !== `version: ${draft.version}` };
}
