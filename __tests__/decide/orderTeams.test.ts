import { describe, expect, it } from '@jest/globals';

import { orderTeams } from '../../src/decide/orderTeams.ts';
import type { Look, SuspectTest, TeamVerdict } from '../../src/domain/verdict.ts';
import { makeTeamVerdict } from '../helpers/factories/makeTeamVerdict.ts';

/** Teams named a, b, c and so on, in the order in which they are expected. */
function expectOrder(teams: readonly Partial<TeamVerdict>[]): void {
  const expected = teams.map((team, index) =>
    makeTeamVerdict([], { team: String.fromCharCode(97 + index), ...team }),
  );
  for (const given of [expected, expected.toReversed()]) {
    expect(orderTeams(given).map(({ team }) => team)).toEqual(expected.map(({ team }) => team));
  }
}

/** What fresh trials say, where only the loss matters. */
function lose(loss: number): SuspectTest {
  const look: Look = {
    ...{ round: 1, trials: 4, right: { baseline: 8, candidate: 4, of: 8 } },
    ...{ loss, bound: 1, margin: 0.5, netBreaks: 1, p: 0.5, level: 0.01 },
  };
  return { state: 'open', broken: 1, fixed: 0, scope: 'flipped', gained: false, look };
}

const five = { right: 5, of: 10 };

describe('orderTeams', () => {
  it('puts what blocks first, then what was not judged, then what is not protected, then what is fine', () => {
    expectOrder([
      { team: 'h', outcome: 'regressed' },
      { team: 'g', outcome: 'below-floor' },
      { team: 'f', outcome: 'inconclusive' },
      { team: 'e', outcome: 'not-evaluated' },
      { team: 'd', outcome: 'unprotected' },
      { team: 'c', outcome: 'improved' },
      { team: 'b', outcome: 'held' },
      { team: 'a', outcome: 'new' },
    ]);
  });

  it('puts the larger loss first, as a share of the fixtures, and goes by name where it is the same', () => {
    expectOrder([
      // Lost 1/2, 3/10, 2/10 twice.
      { team: 'z', outcome: 'regressed', baseline: { right: 2, of: 2 }, candidate: { right: 1, of: 2 } },
      { team: 'y', outcome: 'regressed', baseline: { right: 9, of: 10 }, candidate: { right: 6, of: 10 } },
      { team: 'b', outcome: 'regressed', baseline: { right: 7, of: 10 }, candidate: { right: 5, of: 10 } },
      { team: 'c', outcome: 'regressed', baseline: { right: 7, of: 10 }, candidate: { right: 5, of: 10 } },
    ]);
  });

  it('goes by what fresh trials lost, where there are some', () => {
    const regressed = { outcome: 'regressed', baseline: five } as const;
    expectOrder([
      { ...regressed, team: 'z', candidate: { right: 4, of: 4 }, test: lose(2) },
      { ...regressed, team: 'y', candidate: { right: 1, of: 10 }, test: lose(3) },
    ]);
    expectOrder([
      { team: 'z', outcome: 'inconclusive', baseline: five, candidate: five, test: lose(2) },
      { team: 'y', outcome: 'inconclusive', baseline: five, candidate: five, test: lose(1) },
    ]);
  });

  it('measures a team under its floor from the floor', () => {
    const belowFloor = { outcome: 'below-floor', baseline: { right: 10, of: 10 } } as const;
    expectOrder([
      // 0.5, 0.4 and 0.1 under it, whatever the baseline had or fresh trials say.
      { ...belowFloor, team: 'z', floor: 1, candidate: { right: 5, of: 10 } },
      { ...belowFloor, team: 'y', floor: 0.6, candidate: { right: 2, of: 10 } },
      { ...belowFloor, team: 'x', floor: 0.9, candidate: { right: 8, of: 10 }, test: lose(9) },
    ]);
  });

  it('knows no loss of a team of which nothing was scored', () => {
    expectOrder([
      { team: 'z', outcome: 'not-evaluated', candidate: five, test: lose(2) },
      { team: 'a', outcome: 'not-evaluated', candidate: { right: 0, of: 0 } },
    ]);
  });

  it('goes by name alone where nothing is lost, by its code units', () => {
    expectOrder([
      { team: 'B', outcome: 'held', baseline: five, candidate: { right: 4, of: 10 } },
      { team: 'a', outcome: 'held', baseline: five, candidate: five },
      { team: 'b', outcome: 'held', baseline: five, candidate: { right: 4, of: 10 } },
    ]);
  });
});
