import { describe, expect, it } from '@jest/globals';

import {
  isBlocked,
  type Rates,
  type SimulatedRun,
  simulateRun,
} from '../../../src/decide/simulate/simulateRun.ts';

const settings = { trials: 1, rounds: [4, 8, 16, 40], alpha: 0.05 };

/** Rates of 0 and 1 come out as they are, whatever is drawn. */
const RIGHT: Rates = { baseline: 1, candidate: 1 };
const WRONG: Rates = { baseline: 0, candidate: 0 };
const BREAKS: Rates = { baseline: 1, candidate: 0 };
const MENDS: Rates = { baseline: 0, candidate: 1 };
const any = () => 0.5;

const run = (teams: readonly (readonly Rates[])[], more: Partial<typeof settings> = {}) =>
  simulateRun(teams, { ...settings, ...more }, any);

/** Mulberry32 by T. Ettinger: uniform in [0, 1), the same for the same seed on any machine. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('simulateRun, with nothing left to chance', () => {
  it('suspects nothing where the versions are the same, and runs nothing again', () => {
    const same = run([[RIGHT, WRONG, RIGHT], [WRONG]]);
    expect(same).toEqual({
      isWorseOverall: false,
      states: [undefined, undefined],
      drops: [false, false],
      extraSessions: 0,
    });
    expect(isBlocked(same)).toBe(false);
  });

  it('runs nothing again for fixes alone', () => {
    expect(run([[MENDS, RIGHT], [MENDS]])).toMatchObject({
      states: [undefined, undefined],
      extraSessions: 0,
    });
  });

  it('confirms one plain break in the first round, with four pairs', () => {
    const broken = run([[RIGHT, RIGHT], [RIGHT, BREAKS, WRONG], [WRONG]]);
    // 1/70 is under three tenths of 0.05.
    expect(broken).toEqual({
      isWorseOverall: false,
      states: [undefined, 'regressed', undefined],
      drops: [false, true, false],
      extraSessions: 8,
    });
    expect(isBlocked(broken)).toBe(true);
  });

  it('needs a second round for breaks in two teams, as one level serves both', () => {
    // 1/70 is over half of 0.015, 1/12,870 is under half of 0.01: eight pairs of either fixture.
    expect(run([[BREAKS], [BREAKS]])).toMatchObject({
      states: ['regressed', 'regressed'],
      extraSessions: 32,
    });
  });

  it('holds a team with a break and a fix once the fix is founded on 16 pairs', () => {
    const even = run([[RIGHT, BREAKS, MENDS]]);
    expect(even).toMatchObject({ states: ['held'], drops: [false], extraSessions: 2 * 2 * 16 });
    expect(isBlocked(even)).toBe(false);
  });

  it('leaves such a team open where the rounds end before that, and open blocks', () => {
    const early = run([[RIGHT, BREAKS, MENDS]], { rounds: [4, 8] });
    expect(early).toMatchObject({ states: ['open'], extraSessions: 2 * 2 * 8 });
    expect(isBlocked(early)).toBe(true);
  });

  it('blocks a run that is worse as a whole though no team has regressed', () => {
    // Seven breaks and no fix: 1/128. No fresh trials are to be had, so that nothing else can block.
    const worse = run([[BREAKS, BREAKS, BREAKS, BREAKS, BREAKS, BREAKS, BREAKS]], { rounds: [] });
    expect(worse).toMatchObject({ isWorseOverall: true, states: ['open'], extraSessions: 0 });
    expect(isBlocked({ ...worse, states: ['held'] })).toBe(true);
    expect(isBlocked({ ...worse, isWorseOverall: false, states: ['held'] })).toBe(false);
  });

  it('runs a whole team again where many of it break', () => {
    // Five of six: 1/32 is under 0.05. Together 1/70⁵, confirmed at once, with the one that did not flip.
    const spread = run([[BREAKS, BREAKS, BREAKS, BREAKS, BREAKS, RIGHT]]);
    expect(spread).toMatchObject({ states: ['regressed'], extraSessions: 6 * 8 });
  });

  it('draws for fixtures with the same rates apart, as they are different fixtures', () => {
    // The same object stands for both fixtures: four pairs each, in one team and in two.
    expect(run([[BREAKS, BREAKS]]).extraSessions).toBe(16);
    expect(run([[BREAKS], [BREAKS]], { rounds: [4] }).extraSessions).toBe(16);
  });

  it('drops where the candidate’s sum is lower, not where it is the same or higher', () => {
    const { drops } = run([
      [BREAKS, RIGHT],
      [BREAKS, MENDS],
      [BREAKS, MENDS, MENDS],
      [BREAKS, BREAKS, MENDS],
    ]);
    expect(drops).toEqual([true, false, false, true]);
  });
});

describe('simulateRun, with scripted chance', () => {
  /** Gives these numbers, then 0 for ever, which any rate above 0 makes right. */
  const script = (...numbers: readonly number[]) => {
    let drawn = 0;
    return () => {
      drawn += 1;
      return numbers[drawn - 1] ?? 0;
    };
  };
  const HALF: Rates = { baseline: 0.5, candidate: 0.5 };

  it.each([
    { drawn: 0.5 - 2 ** -53, right: true },
    { drawn: 0.5, right: false },
    { drawn: 0.5 + 2 ** -53, right: false },
  ])('takes $drawn at a rate of a half for right: $right', ({ drawn, right }) => {
    // The baseline is drawn first and is right; the candidate breaks it or not.
    expect(simulateRun([[HALF]], settings, script(0, drawn)).drops).toEqual([!right]);
  });

  it('does not let the first trials decide: what flips once and is right ever after is held', () => {
    const flipped = simulateRun([[HALF]], settings, script(0.1, 0.9));
    expect(flipped.drops).toEqual([true]);
    // Four and four of four are bounded by 0.35 fixtures. With the first pair among them it would be 0.56 with five
    // and four of five, and open; held in the first round, eight sessions on, says that it was not.
    expect(flipped).toMatchObject({ states: ['held'], extraSessions: 8 });
  });

  it('draws every fresh pair once and adds to it round by round', () => {
    // The first pair flips. Round 1: 3 of 4 and 1 of 4. Then all are right: 7 and 5 of 8, 15 and 13 of 16.
    const numbers = [0, 0.9, ...[0, 0, 0, 0.9], ...[0, 0.9, 0.9, 0.9]];
    let drawn = 0;
    const count = script(...numbers);
    const late = simulateRun([[HALF]], settings, () => {
      drawn += 1;
      return count();
    });
    // A bound of 0.125 + 1.645 · √((16·2 + 14·4)/18³) = 0.327 is the first under half a fixture.
    expect(late).toMatchObject({ states: ['held'], extraSessions: 32 });
    expect(drawn).toBe(2 + 32);
  });

  it('flips by the majority of several first trials', () => {
    // Baseline: two of three right; candidate: one of three.
    const flipped = simulateRun([[HALF]], { ...settings, trials: 3 }, script(0, 0, 0.9, 0, 0.9, 0.9));
    expect(flipped).toMatchObject({ states: ['held'], drops: [true] });
    // Three against two of three: lower, and no flip.
    const lower = simulateRun([[HALF]], { ...settings, trials: 3 }, script(0, 0, 0, 0, 0, 0.9));
    expect(lower).toMatchObject({ states: [undefined], drops: [true], extraSessions: 0 });
  });
});

describe('simulateRun, over many runs', () => {
  /** A fixture of the design's mixture: most steady, some not, a few almost always wrong. */
  function drawRate(random: () => number): number {
    const at = random();
    return at < 0.8 ? 0.99 : at < 0.92 ? 0.7 : at < 0.95 ? 0.5 : 0.02;
  }

  /** 2,000 runs of four teams with five fixtures each, both versions the same but for `change`. */
  function simulate(
    seed: number,
    change: (teams: Rates[][], random: () => number) => void = () => {},
  ): readonly SimulatedRun[] {
    const random = makeRandom(seed);
    return Array.from({ length: 2000 }, () => {
      const teams = Array.from({ length: 4 }, () =>
        Array.from({ length: 5 }, (): Rates => {
          const rate = drawRate(random);
          return { baseline: rate, candidate: rate };
        }),
      );
      change(teams, random);
      return simulateRun(teams, settings, random);
    });
  }

  const shareOf = (runs: readonly SimulatedRun[], what: (run: SimulatedRun) => boolean) =>
    runs.filter(what).length / runs.length;

  it('blocks identical versions in under 2 % of runs, where any drop would block half of them', () => {
    const runs = simulate(20_260_101);
    expect(shareOf(runs, isBlocked)).toBeLessThan(0.02);
    expect(shareOf(runs, ({ drops }) => drops.some((drop) => drop))).toBeGreaterThan(0.45);
    // What that costs: the design says 19 sessions in the mean.
    const extra = runs.reduce((sum, { extraSessions }) => sum + extraSessions, 0) / runs.length;
    expect(extra).toBeGreaterThan(12);
    expect(extra).toBeLessThan(26);
  });

  it('catches a fixture that is broken for good in over 90 % of runs', () => {
    const runs = simulate(20_260_102, (teams) => {
      const [team] = teams;
      if (team !== undefined) team[0] = { baseline: 0.99, candidate: 0.02 };
    });
    expect(shareOf(runs, ({ states }) => states[0] === 'regressed')).toBeGreaterThan(0.9);
  });
});
