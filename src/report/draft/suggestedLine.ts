import { pinVerdict } from '../../domain/pinVerdict.ts';
import type { PinResult } from '../../domain/result.ts';

/** What the pin's `version` line has to become and where it is, without a line break; undefined where nothing has to. */
export function suggestedLine(
  pin: PinResult,
): { readonly number: number; readonly text: string } | undefined {
  const line = 'draft' in pin && pinVerdict(pin) === 'pending' ? pin.draft?.line : undefined;
  return line && { number: line.number, text: line.text.replace(/[\r\n]+$/, '') };
}
