import { describe, expect, it } from '@jest/globals';
import { countFalseBlocks } from '../../../src/decide/calibrate/countFalseBlocks.ts';
import { findReasons } from '../../../src/decide/calibrate/findReasons.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import { makeDecision } from '../../helpers/factories/makePinResult.ts';
import { makeTeamVerdict } from '../../helpers/factories/makeTeamVerdict.ts';

const team = (outcome: Parameters<typeof makeTeamVerdict>[1]) =>
  makeTeamVerdict([makeFixtureResult({ team: 'billing' })], outcome);
const worse = { broken: 7, fixed: 0, p: 1 / 128, level: 0.01, isWorse: true };

describe('findReasons', () => {
  it('finds none in a decision that passes', () => {
    expect(findReasons(makeDecision([team({ outcome: 'held' })]))).toEqual({
      blocked: false,
      regressed: false,
      belowFloor: false,
      inconclusive: false,
      worseOverall: false,
    });
  });

  it('finds each, and an inconclusive team that passes is no block', () => {
    expect(findReasons(makeDecision([team({ outcome: 'regressed' })]))).toMatchObject({
      blocked: true,
      regressed: true,
    });
    expect(findReasons(makeDecision([team({ outcome: 'below-floor' })]))).toMatchObject({
      blocked: true,
      belowFloor: true,
    });
    expect(findReasons(makeDecision([team({ outcome: 'inconclusive' })]))).toMatchObject({
      blocked: false,
      inconclusive: true,
    });
    expect(findReasons(makeDecision([], { verdict: 'blocked', overall: worse }))).toMatchObject({
      blocked: true,
      worseOverall: true,
    });
  });
});

describe('countFalseBlocks', () => {
  const none = {
    blocked: false,
    regressed: false,
    belowFloor: false,
    inconclusive: false,
    worseOverall: false,
  };

  it('counts runs, not reasons, and gives the rate its exact interval', () => {
    const both = { ...none, blocked: true, regressed: true, worseOverall: true };
    expect(countFalseBlocks([none, both, none, none, none])).toEqual({
      blocked: { count: 1, of: 5, low: expect.closeTo(0.005051, 6), high: expect.closeTo(0.716418, 6) },
      regressed: 1,
      belowFloor: 0,
      inconclusive: 0,
      worseOverall: 1,
    });
  });

  it('knows nothing of no runs', () => {
    expect(countFalseBlocks([]).blocked).toEqual({ count: 0, of: 0, low: 0, high: 1 });
  });
});
