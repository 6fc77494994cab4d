import { describe, expect, it } from '@jest/globals';

import type { Confirmation, Suspect } from '../../../src/decide/confirm/confirmation.ts';
import { startConfirmation } from '../../../src/decide/confirm/confirmation.ts';
import { lookAtRound } from '../../../src/decide/confirm/lookAtRound.ts';
import { boundLoss } from '../../../src/decide/statistics/lossBound.ts';
import type { Table } from '../../../src/decide/statistics/table.ts';
import type { SuspectTest } from '../../../src/domain/verdict.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { tail } from '../../helpers/exact/tail.ts';
import { makeTable } from '../../helpers/makeTable.ts';

const BROKE = makeTable(4, 4, 0);
const SAME = makeTable(4, 2, 2);
const STEADY = makeTable(4, 4, 4);
/** So strict that no table of this file regresses by it. */
const NEVER = 1e-100;

interface Given {
  /** Its fresh trials, fixture by fixture. */
  readonly tables: readonly Table[];
  /** All of them unless given. */
  readonly flipped?: readonly number[];
  readonly size?: number;
  readonly test?: Partial<SuspectTest>;
}

/** Looks at a round of suspects that came so far, and returns them as it leaves them. */
function look(
  given: readonly Given[],
  { rounds = [4, 8, 16, 40], alpha = 0.05, looked = 0 } = {},
): readonly Suspect[] {
  return lookAtRound(confirm(given, { rounds, alpha, looked }), readFrom(given)).suspects;
}

function confirm(
  given: readonly Given[],
  { rounds, alpha, looked }: { rounds: readonly number[]; alpha: number; looked: number },
): Confirmation {
  const suspects = given.map(({ tables, flipped, size = tables.length, test }, team): Suspect => {
    const fixtures = [...tables.keys()];
    return {
      team,
      size,
      fixtures,
      flipped: flipped ?? fixtures,
      test: {
        state: 'open',
        broken: 1,
        fixed: 0,
        scope: 'flipped',
        gained: false,
        look: undefined,
        ...test,
      },
    };
  });
  return { ...startConfirmation([], { rounds, alpha }), suspects, rounds: looked };
}

const readFrom = (given: readonly Given[]) => (team: number, fixture: number) => {
  const table = given[team]?.tables[fixture];
  if (table === undefined) throw new Error(`nobody asked for fixture ${fixture} of team ${team}`);
  return table;
};

const statesOf = (suspects: readonly Suspect[]) => suspects.map(({ test }) => test.state);
const gainsOf = (suspects: readonly Suspect[]) => suspects.map(({ test }) => test.gained);
const lookOf = (suspects: readonly Suspect[], index = 0) => {
  const found = suspects[index]?.test.look;
  if (found === undefined) throw new Error('there was no look');
  return found;
};

describe('lookAtRound, what it tells', () => {
  it('says of each open suspect what its fresh trials come to', () => {
    const tables = [makeTable(8, 8, 5), makeTable(8, 2, 3), makeTable(4, 4, 0)];
    const found = lookOf(look([{ tables, size: 12 }], { looked: 1 }));
    const { p, bound, level, margin, ...rest } = found;
    expect(rest).toEqual({
      round: 2,
      trials: 8,
      right: { baseline: 14, candidate: 8, of: 20 },
      loss: 1.25,
      netBreaks: 1,
    });
    expectNear(p, 2 * Math.min(tail(tables), 3 / 70));
    expectNear(bound, boundLoss(tables));
    expectNear(level, 0.2 * 0.05);
    expectNear(margin, 0.6);
  });

  it('counts the round and leaves what it was given as it was', () => {
    const given = [{ tables: [BROKE] }];
    const before = confirm(given, { rounds: [4], alpha: 0.05, looked: 0 });
    const after = lookAtRound(before, readFrom(given));
    expect(after.rounds).toBe(1);
    expect(after.rule).toBe(before.rule);
    expect(after.overall).toBe(before.overall);
    expect(before).toEqual(confirm(given, { rounds: [4], alpha: 0.05, looked: 0 }));
  });

  it('keeps who the suspects are, and changes only their tests', () => {
    const [suspect] = look([
      { tables: [BROKE, SAME], flipped: [1], test: { broken: 3, fixed: 2, scope: 'all' } },
    ]);
    expect(suspect).toMatchObject({ team: 0, size: 2, fixtures: [0, 1], flipped: [1] });
    expect(suspect?.test).toMatchObject({ broken: 3, fixed: 2, scope: 'all' });
  });

  it('reads open suspects only, and does not touch the settled', () => {
    const settled = lookOf(look([{ tables: [STEADY] }]));
    const given = [
      { tables: [BROKE], test: { state: 'held' as const, look: settled } },
      { tables: [SAME, STEADY] },
      { tables: [BROKE], test: { state: 'regressed' as const, look: settled } },
    ];
    const asked: string[] = [];
    const before = confirm(given, { rounds: [4, 8], alpha: 0.05, looked: 1 });
    const { suspects } = lookAtRound(before, (team, fixture) => {
      asked.push(`${team}/${fixture}`);
      return readFrom(given)(team, fixture);
    });
    expect(asked).toEqual(['1/0', '1/1']);
    expect(suspects[0]).toEqual(before.suspects[0]);
    expect(suspects[2]).toEqual(before.suspects[2]);
  });

  it('reads the positions that the suspect names, not the first ones', () => {
    const confirmation = confirm([{ tables: [STEADY, BROKE] }], { rounds: [4], alpha: 0.05, looked: 0 });
    const suspects = confirmation.suspects.map((one) => ({
      ...one,
      team: 3,
      fixtures: [7, 9],
      flipped: [9],
    }));
    const asked: string[] = [];
    const after = lookAtRound({ ...confirmation, suspects }, (team, fixture) => {
      asked.push(`${team}/${fixture}`);
      // Were 7 taken for the one that flipped, p₂ would be 1 here: p₁ is, by the gain of 7.
      return fixture === 9 ? makeTable(8, 8, 0) : makeTable(16, 2, 9);
    });
    expect(asked).toEqual(['3/7', '3/9']);
    expectNear(lookOf(after.suspects).p, 2 / 12_870);
  });
});

describe('lookAtRound, regressed', () => {
  it.each([
    [0, 0.3],
    [1, 0.2],
    [2, 0.2],
    [3, 0.1],
  ])('spends after %d default rounds %d of alpha', (looked, share) => {
    expectNear(lookOf(look([{ tables: [SAME] }], { looked })).level, share * 0.05);
  });

  it('spends equal shares of what is left by the overall test on other rounds', () => {
    for (const looked of [0, 1]) {
      expectNear(lookOf(look([{ tables: [SAME] }], { rounds: [5, 10], looked })).level, 0.4 * 0.05);
    }
  });

  it('has nothing left to spend when the rounds are used up', () => {
    const suspects = look([{ tables: [makeTable(40, 40, 0)] }], { looked: 4 });
    expect(lookOf(suspects)).toMatchObject({ level: 0, trials: 0, round: 5 });
    expect(statesOf(suspects)).toEqual(['open']);
  });

  it.each([
    // One fixture with 4 and 0 of 4: p = 1/70, which is three tenths of 1/21.
    { alpha: (1 / 21) * (1 - 1e-9), where: 'under', state: 'open' },
    { alpha: 1 / 21, where: 'on', state: 'regressed' },
    { alpha: (1 / 21) * (1 + 1e-9), where: 'over', state: 'regressed' },
  ])('leaves $state with the level $where p', ({ alpha, state }) => {
    const suspects = look([{ tables: [BROKE] }], { alpha });
    // Of one fixture there is one test, and nothing is doubled.
    expectNear(lookOf(suspects).p, 1 / 70);
    expect(statesOf(suspects)).toEqual([state]);
  });

  it('divides the level by the suspects: 1/70 is under 0.015 and over 0.0075', () => {
    expect(statesOf(look([{ tables: [BROKE] }]))).toEqual(['regressed']);
    const two = look([{ tables: [BROKE] }, { tables: [BROKE] }]);
    expect(statesOf(two)).toEqual(['open', 'open']);
    expectNear(lookOf(two).level, 0.0075);
    expectNear(lookOf(two, 1).level, 0.0075);
  });

  it('goes through them from the smallest p, each at a wider level', () => {
    // A plain break in 8, 5 and 4 pairs: 1/12,870 against 0.005, 1/252 against 0.0075, 1/70 against 0.015.
    const clear = { tables: [makeTable(8, 8, 0)] };
    const near = { tables: [makeTable(5, 5, 0)] };
    const last = { tables: [BROKE] };
    const suspects = look([last, clear, near]);
    expectNear(lookOf(suspects, 2).p, 1 / 252);
    expect(statesOf(suspects)).toEqual(['regressed', 'regressed', 'regressed']);
    for (const [index, level] of [0.015, 0.005, 0.0075].entries()) {
      expectNear(lookOf(suspects, index).level, level);
    }
  });

  it('counts suspects that were held among all, for they were held by luck that counts too', () => {
    const suspects = look([{ tables: [BROKE] }, { tables: [STEADY], test: { state: 'held' } }]);
    expectNear(lookOf(suspects).level, 0.0075);
    expect(statesOf(suspects)).toEqual(['open', 'held']);
  });

  it('counts suspects that regressed before as rejected', () => {
    const suspects = look([{ tables: [BROKE] }, { tables: [STEADY], test: { state: 'regressed' } }]);
    expectNear(lookOf(suspects).level, 0.015);
    expect(statesOf(suspects)).toEqual(['regressed', 'regressed']);

    // Four in all, of which one regressed and one held before: 0.015/3, then 0.015/2.
    const settled = [
      { tables: [STEADY], test: { state: 'regressed' as const } },
      { tables: [STEADY], test: { state: 'held' as const } },
    ];
    const more = look([{ tables: [makeTable(8, 8, 0)] }, ...settled, { tables: [BROKE] }]);
    expectNear(lookOf(more).level, 0.005);
    expectNear(lookOf(more, 3).level, 0.0075);
    expect(statesOf(more)).toEqual(['regressed', 'regressed', 'held', 'open']);
  });

  it('regresses rather than holds a confirmed loss that a large team could bear', () => {
    const suspects = look([{ tables: [makeTable(40, 38, 20), makeTable(40, 40, 40)], size: 100 }]);
    const { bound, margin, netBreaks } = lookOf(suspects);
    expect([bound < margin, netBreaks]).toEqual([true, 0]);
    expect(statesOf(suspects)).toEqual(['regressed']);
  });
});

describe('lookAtRound, held', () => {
  it.each([
    { size: 9, margin: 0.5 },
    { size: 10, margin: 0.5 },
    { size: 11, margin: 0.55 },
    { size: 40, margin: 2 },
  ])('lets a team of $size lose $margin fixtures', ({ size, margin }) => {
    expectNear(lookOf(look([{ tables: [SAME], size }])).margin, margin);
  });

  it.each([
    // The bounds next to half a fixture that one fixture with 40 pairs can have.
    { tables: [makeTable(40, 37, 23)], bound: 0.496049, state: 'held' },
    { tables: [makeTable(40, 36, 22)], bound: 0.500726, state: 'open' },
  ])('is $state with a bound of $bound', ({ tables, bound, state }) => {
    const suspects = look([{ tables }], { alpha: NEVER });
    expect(lookOf(suspects).bound).toBeCloseTo(bound, 6);
    expect(statesOf(suspects)).toEqual([state]);
  });

  it.each([
    { where: 'under', factor: 1 - 1e-9, state: 'open' },
    { where: 'on', factor: 1, state: 'open' },
    { where: 'over', factor: 1 + 1e-9, state: 'held' },
  ])('is $state with the margin $where the bound', ({ factor, state }) => {
    // 2/8 + 1.645 · √((4·6 + 2·8)/10³) = 0.25 + 1.645 · 0.2. No team has 11.58 fixtures; it takes a fraction to have
    // the margin exactly there.
    const tables = [makeTable(8, 3, 1)];
    const size = 0.579 * 20 * factor;
    const suspects = look([{ tables, size }], { alpha: NEVER });
    if (factor === 1) expect(lookOf(suspects)).toMatchObject({ bound: 0.579, margin: 0.579 });
    expect(statesOf(suspects)).toEqual([state]);
  });

  it.each([
    // A break with 16 pairs, short of half of them, exactly half, and over.
    { candidate: 9, netBreaks: 0, state: 'held' },
    { candidate: 8, netBreaks: 1, state: 'open' },
    { candidate: 7, netBreaks: 1, state: 'open' },
  ])('is $state with $netBreaks plain breaks left, however large the team', (one) => {
    const suspects = look([{ tables: [makeTable(16, 16, one.candidate)], size: 100 }], { alpha: NEVER });
    expect(lookOf(suspects).netBreaks).toBe(one.netBreaks);
    expect(statesOf(suspects)).toEqual([one.state]);
  });

  it.each([
    { pairs: 15, state: 'open' },
    { pairs: 16, state: 'held' },
    { pairs: 17, state: 'held' },
  ])('is $state with as many breaks as fixes once a fix has 16 pairs, at $pairs', ({ pairs, state }) => {
    const suspects = look([{ tables: [makeTable(40, 40, 0), makeTable(pairs, 0, pairs)] }]);
    // Nothing is lost in sum, and no break is left over for the test itself, which counts every gain.
    expect(lookOf(suspects)).toMatchObject({ p: 1, loss: 0, netBreaks: 0 });
    expect(lookOf(suspects).bound).toBeLessThan(0.5);
    expect(statesOf(suspects)).toEqual([state]);
  });

  it('is open with one break more than founded fixes', () => {
    const [broke, fixed] = [makeTable(16, 16, 0), makeTable(16, 0, 16)];
    const held = look([{ tables: [broke, fixed, fixed, broke], size: 100 }], { alpha: NEVER });
    expect(statesOf(held)).toEqual(['held']);
    const open = look([{ tables: [broke, fixed, broke], size: 100 }], { alpha: NEVER });
    expect(statesOf(open)).toEqual(['open']);
  });

  it('is not held by a margin while a fixture that flipped has no scored pair', () => {
    // The bound of what nobody saw is 0.82 fixtures, and a team of forty may lose two.
    const unread = makeTable(0, 0, 0);
    expect(statesOf(look([{ tables: [unread], size: 40 }]))).toEqual(['open']);
    expect(statesOf(look([{ tables: [STEADY, unread], size: 40 }]))).toEqual(['open']);
    expect(statesOf(look([{ tables: [STEADY, makeTable(1, 1, 1)], size: 40 }]))).toEqual(['held']);
    // One that did not flip raised no suspicion, and adds to the bound what is not known of it.
    expect(statesOf(look([{ tables: [STEADY, unread], flipped: [0], size: 40 }]))).toEqual(['held']);
    expect(statesOf(look([{ tables: [STEADY, unread], flipped: [0], size: 10 }]))).toEqual(['open']);
  });
});

describe('lookAtRound, gained', () => {
  const GAIN = makeTable(4, 0, 4);

  it('confirms a gain by the same test turned round', () => {
    const suspects = look([{ tables: [GAIN] }]);
    expect(lookOf(suspects)).toMatchObject({ p: 1, loss: -1, netBreaks: -1 });
    expect(gainsOf(suspects)).toEqual([true]);
    expect(statesOf(suspects)).toEqual(['held']);
  });

  it.each([
    { alpha: (1 / 21) * (1 - 1e-9), where: 'under', gained: false },
    { alpha: 1 / 21, where: 'on', gained: true },
    { alpha: (1 / 21) * (1 + 1e-9), where: 'over', gained: true },
  ])('says $gained with the level $where p', ({ alpha, gained }) => {
    expect(gainsOf(look([{ tables: [GAIN] }], { alpha }))).toEqual([gained]);
  });

  it('looks singly at the fixtures that flipped here too', () => {
    // Lost in sum, so only a fixture of its own can show the gain: 1/12,870, doubled.
    const tables = [makeTable(8, 0, 8), makeTable(8, 8, 5), makeTable(8, 8, 5), makeTable(8, 8, 5)];
    expect(gainsOf(look([{ tables, flipped: [0] }], { alpha: NEVER }))).toEqual([false]);
    expect(gainsOf(look([{ tables, flipped: [0] }]))).toEqual([true]);
    expect(gainsOf(look([{ tables, flipped: [1] }]))).toEqual([false]);
  });

  it('divides the level by the suspects here too, less those that had gained before', () => {
    const gain = { tables: [GAIN] };
    expect(gainsOf(look([gain, gain]))).toEqual([false, false]);
    expect(gainsOf(look([gain, { tables: [STEADY], test: { state: 'held' } }]))).toEqual([false, false]);
    const before = { tables: [STEADY], test: { state: 'held' as const, gained: true } };
    expect(gainsOf(look([gain, before]))).toEqual([true, true]);
  });

  it('counts a gain that was confirmed before once, though its team is open still', () => {
    // Five gains and a break that nothing founded makes up for: open, and gained in an earlier look. Were it asked
    // again it would be counted twice, and leave a level without bounds for the other team.
    const open = { tables: [BROKE, GAIN, GAIN, GAIN, GAIN, GAIN], test: { gained: true } };
    const suspects = look([open, { tables: [makeTable(4, 1, 4)] }]);
    expect(gainsOf(suspects)).toEqual([true, false]);
    expect(statesOf(suspects)[0]).toBe('open');
  });

  it('stays gained when later trials would not confirm it', () => {
    const suspects = look([{ tables: [SAME], test: { gained: true } }]);
    expect(gainsOf(suspects)).toEqual([true]);
  });

  it('does not take a loss for a gain', () => {
    expect(gainsOf(look([{ tables: [BROKE] }, { tables: [STEADY] }]))).toEqual([false, false]);
  });
});
