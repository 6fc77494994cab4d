import { describe, expect, it } from '@jest/globals';
import { pinVerdict } from '../../src/domain/pinVerdict.ts';
import {
  makeDecision,
  makeDraft,
  makeEvaluatedPin,
  makeRememberedPin,
} from '../helpers/factories/makePinResult.ts';

const evaluated = (verdict: 'passed' | 'blocked' | 'error') =>
  makeEvaluatedPin([], { decision: makeDecision([], { verdict }) });

describe('pinVerdict', () => {
  it('is the decision’s where the pin says a number', () => {
    expect(
      (['passed', 'blocked', 'error'] as const).map((verdict) => pinVerdict(evaluated(verdict))),
    ).toEqual(['passed', 'blocked', 'error']);
    expect(pinVerdict(makeRememberedPin())).toBe('passed');
  });

  it('is never green while the pin says `next`, whatever is known of its draft', () => {
    for (const parts of [{ change: 'drafted' as const }, { draft: makeDraft() }]) {
      expect(pinVerdict({ ...evaluated('passed'), ...parts })).toBe('pending');
      expect(pinVerdict({ ...evaluated('blocked'), ...parts })).toBe('blocked');
      expect(pinVerdict({ ...evaluated('error'), ...parts })).toBe('error');
      expect(pinVerdict(makeRememberedPin(parts))).toBe('pending');
    }
  });
});
