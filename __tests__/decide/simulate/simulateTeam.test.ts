import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../src/decide/calibrate/createRandom.ts';
import { startConfirmation } from '../../../src/decide/confirm/confirmation.ts';
import { drawTrials, noTrials, type Rates } from '../../../src/decide/simulate/drawTrials.ts';
import { listOthers, type Others } from '../../../src/decide/simulate/listOthers.ts';
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
/** What these teams' first trials contribute to a team beside them. */
const summarize = (others: readonly (readonly Table[])[]): Others => {
  const [own] = listOthers([[], ...others]);
  if (own === undefined) throw new Error('There is no first team.');
  return own;
};
const any = () => 0.5;

const play = (
  rates: readonly Rates[],
  others: readonly (readonly Table[])[] = [],
  more: { floor?: number; rounds?: readonly number[] } = {},
) =>
  simulateTeam(
    rates,
    summarize(others),
    { ...settings, rounds: more.rounds ?? settings.rounds },
    more.floor,
    any,
  );

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
    const alone = simulateTeam([BREAKS], summarize([]), exact, undefined, any);
    const two = simulateTeam([BREAKS], summarize([[broke]]), exact, undefined, any);
    expect([alone.state, two.state]).toEqual(['regressed', 'open']);
  });

  it('counts the others in the test over all fixtures, and runs nothing again when that fires', () => {
    const six = Array.from({ length: 6 }, () => broke);
    expect(play([BREAKS], [six])).toMatchObject({ isWorseOverall: true, state: 'open' });
    expect(play([BREAKS], [[...six, fixed]])).toMatchObject({ isWorseOverall: false });
  });

  it('tests over all fixtures as the gate does, whatever the numbers of trials', () => {
    const random = createRandom(3);
    for (let repeat = 0; repeat < 300; repeat += 1) {
      const trials = 1 + (repeat % 4);
      const draw = (rate: number) =>
        drawTrials(noTrials(), { baseline: rate, candidate: 0.8 * rate }, trials, random);
      const others = Array.from({ length: 3 }, () => [0.2, 0.6, 0.9, 1].map(draw));
      const rates = [0.9, 0.7, 0.5].map((rate) => ({ baseline: rate, candidate: 0.7 * rate }));
      const alpha = 5 * random();
      // The same numbers drawn twice: once for the rule as it is, once for the team among the others.
      const seed = repeat + 1;
      const again = createRandom(seed);
      const first = rates.map((one) => drawTrials(noTrials(), one, trials, again));
      const whole = startConfirmation([first, ...others], { rounds: [], alpha });
      const team = simulateTeam(
        rates,
        summarize(others),
        { trials, rounds: [], alpha },
        undefined,
        createRandom(seed),
      );
      expect(team.isWorseOverall).toBe(whole.overall.isWorse);
      expect(summarize(others).suspects).toBe(whole.suspects.filter(({ team: index }) => index > 0).length);
      expect(team.state === undefined).toBe(whole.suspects[0]?.team !== 0);
    }
  });

  it('gives each of many teams the others of its own', () => {
    const teams = [[broke], [fixed], [broke, broke], [], [fixed, broke]];
    for (const [index, others] of listOthers(teams).entries()) {
      const alone = summarize(teams.filter((_, team) => team !== index));
      expect(others).toMatchObject({ suspects: alone.suspects, observed: alone.observed });
      for (const [above, tail] of others.tails.entries())
        expect(tail).toBeCloseTo(alone.tails[above] ?? 0, 14);
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
