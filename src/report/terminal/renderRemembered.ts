import type { PinResult } from '../../domain/result.ts';
import { explainRemembered } from '../remembered/explainRemembered.ts';
import type { Page } from './page.ts';
import { renderScores } from './renderScores.ts';
import { toList } from './toList.ts';

/** A pin whose verdict another run reached, as text. */
export function renderRemembered(
  pin: Extract<PinResult, { state: 'remembered' }>,
  page: Page,
): readonly string[] {
  return [...toList([explainRemembered(pin)], page), ...renderScores(pin.evaluation, page)];
}
