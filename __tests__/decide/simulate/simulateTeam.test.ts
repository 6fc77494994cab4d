import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../src/decide/calibrate/createRandom.ts';
import { findFlip } from '../../../src/decide/confirm/findFlip.ts';
import type { Rates } from '../../../src/decide/simulate/drawTrials.ts';
import { simulateRun } from '../../../src/decide/simulate/simulateRun.ts';
import { simulateTeam } from '../../../src/decide/simulate/simulateTeam.ts';
import type { Table } from '../../../src/decide/statistics/table.ts';

const settings = { trials: 1, rounds: [4, 8, 16, 40], alpha: 0.05 };
/** Rates of 0 and 1 come out as they are, whatever is drawn. */
const RIGHT: Rates = { baseline: 1, candidate: 1 };
const WRONG: Rates = { baseline: 0, candidate: 0 };
const BREAKS: Rates = { baseline: 1, candidate: 0 };
const broke: Table = { pairs: 1, baselineRight: 1, candidateRight: 0 };
const fixed: Table = { pairs: 1, baselineRight: 0, candidateRight: 1 };
const steady: Table = { pairs: 1, baselineRight: 1, candidateRight: 1 };
const any = () => 0.5;

const play = (
  rates: readonly Rates[],
  others: readonly (readonly Table[])[] = [],
  more: { floor?: number; rounds?: readonly number[] } = {},
) => simulateTeam(rates, others, { ...settings, rounds: more.rounds ?? settings.rounds }, more.floor, any);

describe('simulateTeam', () => {
  it('plays what simulateRun plays when the team is alone', () => {
    for (const rates of [[RIGHT, WRONG], [BREAKS, RIGHT], [BREAKS, BREAKS, RIGHT], []]) {
      const run = simulateRun([rates], settings, any);
      expect(play(rates)).toEqual({
        isWorseOverall: run.isWorseOverall,
        state: run.states[0],
        drops: run.drops[0],
        belowFloor: false,
      });
    }
  });

  it('shares the levels with the other suspects', () => {
    // Four pairs of a plain break come to 1/70, which is just what the one round may spend, and more than half of it.
    const exact = { ...settings, rounds: [4], alpha: 1 / 70 / 0.8 };
    const alone = simulateTeam([BREAKS], [], exact, undefined, any);
    const two = simulateTeam([BREAKS], [[broke]], exact, undefined, any);
    expect([alone.state, two.state]).toEqual(['regressed', 'open']);
  });

  it('counts the others in the test over all fixtures, and runs nothing again when that fires', () => {
    const six = Array.from({ length: 6 }, () => broke);
    expect(play([BREAKS], [six])).toMatchObject({ isWorseOverall: true, state: 'open' });
    expect(play([BREAKS], [[...six, fixed]])).toMatchObject({ isWorseOverall: false });
  });

  it('comes to the same when others’ fixtures that did not flip are left out', () => {
    const others = [[broke, steady, fixed, steady], [steady], [fixed]];
    const flipped = others.map((team) => team.filter((table) => findFlip(table) !== undefined));
    const rates = Array.from({ length: 8 }, (_, index) => ({ baseline: 0.9, candidate: 0.9 - index / 10 }));
    for (let seed = 1; seed <= 200; seed += 1) {
      const one = simulateTeam(rates, others, settings, 0.5, createRandom(seed));
      expect(simulateTeam(rates, flipped, settings, 0.5, createRandom(seed))).toEqual(one);
    }
  });

  it('holds the candidate’s share against the floor, exactly', () => {
    const rates = [RIGHT, RIGHT, RIGHT, WRONG, WRONG];
    expect(play(rates, [], { floor: 0.6 }).belowFloor).toBe(false);
    expect(play(rates, [], { floor: 0.61 }).belowFloor).toBe(true);
    expect(play([], [], { floor: 0.6 }).belowFloor).toBe(false);
  });
});

describe('simulateRun with floors', () => {
  it('says which teams are below theirs, and nothing where no floors were given', () => {
    const teams = [[RIGHT, WRONG], [RIGHT, WRONG], [RIGHT]];
    const floors = [0.5, 0.51, undefined];
    expect(simulateRun(teams, { ...settings, floors }, any).belowFloor).toEqual([false, true, false]);
    expect(simulateRun(teams, settings, any).belowFloor).toBeUndefined();
  });
});
