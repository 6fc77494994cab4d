import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../src/decide/calibrate/createRandom.ts';
import { simulateFalseBlocks } from '../../../src/decide/calibrate/simulateFalseBlocks.ts';
import { makePolicy } from '../../helpers/makePolicy.ts';

const repeat = (rate: number, count: number) => Array.from({ length: count }, () => rate);
const team = (name: string, rates: readonly number[], floor?: number) => ({ name, rates, floor });
const simulate = (
  teams: readonly ReturnType<typeof team>[],
  policy: Readonly<Record<string, unknown>> = {},
  runs = 2000,
) => simulateFalseBlocks(teams, makePolicy({ policy }), runs, createRandom(1));

describe('simulateFalseBlocks', () => {
  it('finds what a coin does to a team of one by any-drop: a quarter of runs', () => {
    const { falseBlocks, teams } = simulate([team('a', [0.5])], { rule: 'any-drop' }, 10_000);
    expect(falseBlocks['any-drop'].blocked.count / 10_000).toBeCloseTo(0.25, 1);
    expect(falseBlocks['any-drop']).toMatchObject({ inconclusive: 0, worseOverall: 0 });
    expect(teams).toEqual([{ blocked: falseBlocks['any-drop'].blocked.count, belowFloor: 0 }]);
  });

  it('forgives by confirmed most of what any-drop blocks, in the same runs', () => {
    const teams = [team('a', [...repeat(0.99, 16), 0.7, 0.7, 0.5, 0.02]), team('b', repeat(0.95, 10))];
    const { falseBlocks, extraSessions } = simulate(teams);
    expect(falseBlocks['any-drop'].blocked.count).toBeGreaterThan(800);
    expect(falseBlocks.confirmed.blocked.count).toBeLessThan(40);
    expect(extraSessions).toBeGreaterThan(5);
  });

  it('counts floors, whichever the rule: a floor at what the team reaches blocks half the time', () => {
    const { falseBlocks, teams } = simulate([team('a', repeat(0.8, 5), 0.8)], {
      rule: 'confirmed',
    });
    // P(Bin(5, 0.8) < 4) = 0.26272
    expect(falseBlocks.confirmed.belowFloor / 2000).toBeCloseTo(0.26, 1);
    expect(teams[0]?.belowFloor).toBe(falseBlocks.confirmed.belowFloor);
    expect(falseBlocks['any-drop'].belowFloor).toBeGreaterThan(0);
  });

  it('does not block on what is inconclusive where that passes', () => {
    const wavering = [team('a', repeat(0.5, 6))];
    const few = { rounds: [1], alpha: 0.0001 };
    const block = simulate(wavering, few).falseBlocks.confirmed;
    const pass = simulate(wavering, { ...few, 'on-inconclusive': 'pass' }).falseBlocks.confirmed;
    expect(block.inconclusive).toBeGreaterThan(500);
    expect(pass.inconclusive).toBe(block.inconclusive);
    expect(block.blocked.count).toBeGreaterThanOrEqual(block.inconclusive);
    expect(pass.blocked.count).toBeLessThan(50);
  });

  it('never blocks where nothing wavers, and has no NaN without teams', () => {
    const steady = simulate([team('a', repeat(1, 3)), team('b', repeat(0, 3))]);
    expect(steady.falseBlocks.confirmed.blocked).toMatchObject({ count: 0, of: 2000 });
    expect(steady.extraSessions).toBe(0);
    expect(simulate([], {}, 10).falseBlocks.confirmed.blocked).toMatchObject({ count: 0, of: 10 });
  });
});
