import type { RunResult } from '../../domain/result.ts';
import type { Suggestion } from '../../domain/suggestionThread.ts';
import { renderSuggestion } from './renderSuggestion.ts';

/** All suggestions of a run, in the order of its pins; none for a run in which every pin says a number. */
export function listSuggestions({ pins }: RunResult): readonly Suggestion[] {
  return pins.flatMap((pin) => renderSuggestion(pin) ?? []);
}
