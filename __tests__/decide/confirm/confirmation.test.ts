import { describe, expect, it } from '@jest/globals';

import { type Confirmation, nextRound, startConfirmation } from '../../../src/decide/confirm/confirmation.ts';
import type { Table } from '../../../src/decide/statistics/table.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { makeTable } from '../../helpers/makeTable.ts';

const rule = { rounds: [4, 8, 16, 40], alpha: 0.05 };

/** First trials, a letter a fixture: `b`roke, `f`ixed, `=` right on both, `x` wrong on both, `-` not scored. */
function makeTeam(marks: string): readonly Table[] {
  const tables: Readonly<Record<string, Table>> = {
    b: makeTable(1, 1, 0),
    f: makeTable(1, 0, 1),
    '=': makeTable(1, 1, 1),
    x: makeTable(1, 0, 0),
    '-': makeTable(0, 0, 0),
  };
  return [...marks].map((mark) => tables[mark] ?? makeTable(0, 0, 0));
}

const start = (...teams: readonly string[]) => startConfirmation(teams.map(makeTeam), rule);
const scopesOf = ({ suspects }: Confirmation) => suspects.map(({ test }) => test.scope);

describe('startConfirmation', () => {
  it('suspects the teams with a broken fixture and no others', () => {
    const { suspects } = start('==x', '=b=', 'ff=', 'b', '---', '');
    expect(suspects.map(({ team }) => team)).toEqual([1, 3]);
  });

  it('suspects a team whose total did not fall, for another fixture’s luck may hide a break', () => {
    expect(start('=bff').suspects.map(({ team }) => team)).toEqual([0]);
  });

  it('runs again what flipped, in the order of the team, and names positions with what was not scored', () => {
    // Eleven fixtures between: an order by text would put 12 before 2.
    const { suspects } = start('-xf=========b=b');
    expect(suspects).toEqual([
      {
        team: 0,
        size: 14,
        fixtures: [2, 12, 14],
        flipped: [2, 12, 14],
        test: { state: 'open', broken: 2, fixed: 1, scope: 'flipped', gained: false, look: undefined },
      },
    ]);
  });

  it('says where it stands: no round yet, and the rule that it follows', () => {
    const confirmation = start('b=', '==');
    expect(confirmation).toMatchObject({ rule, rounds: 0 });
  });

  it('flips by the majority of the first trials where there are several', () => {
    const first = [makeTable(4, 2, 1), makeTable(4, 4, 2), makeTable(3, 1, 2)];
    const [suspect] = startConfirmation([first], rule).suspects;
    expect(suspect).toMatchObject({ flipped: [0, 2], test: { broken: 1, fixed: 1 } });
  });

  it('counts broken and fixed over all teams of the run, those that are no suspects too', () => {
    const { overall } = start('bb=', 'ff', 'bf-', 'x');
    expect(overall).toMatchObject({ broken: 3, fixed: 3, level: 0.2 * 0.05, isWorse: false });
    // P(Bin(6, ½) ≥ 3) = 42/64.
    expectNear(overall.p, 42 / 64);
  });

  it.each([
    // The sign test of the team against 0.05; it is never exactly that, as 2ⁿ is no multiple of 20.
    { broken: 4, fixed: 0, p: 0.0625, scope: 'flipped' },
    { broken: 5, fixed: 0, p: 0.03125, scope: 'all' },
    { broken: 6, fixed: 1, p: 0.0625, scope: 'flipped' },
    { broken: 7, fixed: 1, p: 0.0352, scope: 'all' },
    // The nearest on either side with up to 40 flips.
    { broken: 24, fixed: 13, p: 0.0494, scope: 'all' },
    { broken: 17, fixed: 8, p: 0.0539, scope: 'flipped' },
  ])('runs $scope fixtures again with $broken broken, $fixed fixed (p = $p)', ({ broken, fixed, scope }) => {
    const confirmation = start(`${'b'.repeat(broken)}${'f'.repeat(fixed)}=x-`);
    expect(confirmation.overall.isWorse).toBe(false);
    expect(scopesOf(confirmation)).toEqual([scope]);

    const [suspect] = confirmation.suspects;
    const flips = broken + fixed;
    expect(suspect?.size).toBe(flips + 2);
    expect(suspect?.flipped).toHaveLength(flips);
    // What could not be scored is left alone: it says nothing of either version.
    expect(suspect?.fixtures).toEqual([...Array(scope === 'all' ? flips + 2 : flips).keys()]);
  });

  it('runs only flipped fixtures again where the run as a whole is worse, for that blocks already', () => {
    // Six broken are not yet too many for the run, P = 1/64 > 0.01; seven are, P = 1/128.
    expect(start('bbbbbb=').overall.isWorse).toBe(false);
    expect(scopesOf(start('bbbbbb='))).toEqual(['all']);

    const worse = start('bbbbbbb=');
    expect(worse.overall.isWorse).toBe(true);
    expect(worse.suspects[0]).toMatchObject({ size: 8, fixtures: [0, 1, 2, 3, 4, 5, 6] });
    expect(scopesOf(worse)).toEqual(['flipped']);
  });

  it('decides the scope by each team’s own flips', () => {
    expect(scopesOf(start('bbbbb=', 'b=', 'ffff'))).toEqual(['all', 'flipped']);
    // In no team are there many, though in the run there are.
    expect(scopesOf(start('bb', 'bb', 'b'))).toEqual(['flipped', 'flipped', 'flipped']);
  });
});

describe('nextRound', () => {
  const settle = (confirmation: Confirmation, states: readonly ('open' | 'regressed' | 'held')[]) => ({
    ...confirmation,
    suspects: confirmation.suspects.map((suspect, index) => ({
      ...suspect,
      test: { ...suspect.test, state: states[index] ?? 'open' },
    })),
  });

  it.each([
    [0, 4],
    [1, 8],
    [2, 16],
    [3, 40],
  ])('asks after %d rounds for %d fresh trials in total', (rounds, trials) => {
    const confirmation = { ...start('b=', '=b'), rounds };
    expect(nextRound(confirmation)).toEqual({ trials, suspects: confirmation.suspects });
  });

  it('asks for nothing more when the rounds are used up', () => {
    expect(nextRound({ ...start('b='), rounds: 4 })).toBeUndefined();
  });

  it('asks for nothing where nothing is suspected', () => {
    expect(nextRound(start('==', 'f='))).toBeUndefined();
  });

  it('leaves out the suspects that are settled', () => {
    const confirmation = settle(start('b', 'b', 'b'), ['regressed', 'open', 'held']);
    expect(nextRound(confirmation)?.suspects.map(({ team }) => team)).toEqual([1]);
  });

  it('asks for nothing more when all are settled', () => {
    expect(nextRound(settle(start('b', 'b'), ['regressed', 'held']))).toBeUndefined();
  });
});
