import { describe, expect, it } from '@jest/globals';
import { combineVerdicts } from '../../src/decide/combineVerdicts.ts';
import type { PinResult } from '../../src/domain/result.ts';
import {
  makeDecision,
  makeEvaluatedPin,
  makeFailedPin,
  makeRemovedPin,
  makeUnchangedPin,
} from '../helpers/factories/makePinResult.ts';

const removed = makeRemovedPin();
const unchanged = makeUnchangedPin();
const failed = makeFailedPin();
const judged = (verdict: 'passed' | 'blocked' | 'error') =>
  makeEvaluatedPin([], { decision: makeDecision([], { verdict }) });

describe('combineVerdicts', () => {
  it.each<[string, readonly PinResult[], string]>([
    ['nothing changed', [], 'skipped'],
    ['only files around the pins changed', [unchanged, unchanged], 'skipped'],
    ['a removed pin', [removed], 'passed'],
    ['one that was judged, beside one that did not change', [unchanged, judged('passed')], 'passed'],
    ['a blocked one among passed ones', [judged('passed'), judged('blocked'), removed], 'blocked'],
    ['one that could not be judged, worse than a blocked one', [judged('blocked'), judged('error')], 'error'],
    ['one that failed, worse than a blocked one', [failed, judged('blocked'), judged('passed')], 'error'],
  ])('%s', (_, pins, verdict) => {
    expect(combineVerdicts(pins, false)).toBe(verdict);
    expect(combineVerdicts(pins.toReversed(), false)).toBe(verdict);
    // Whatever the pins say: a problem outside them is never green.
    expect(combineVerdicts(pins, true)).toBe('error');
  });
});
