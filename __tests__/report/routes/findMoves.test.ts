import { describe, expect, it } from '@jest/globals';
import type { Route } from '../../../src/report/routes/countRoutes.ts';
import { findMoves } from '../../../src/report/routes/findMoves.ts';

const route = (expected: string, answered: string, baseline: number, candidate: number): Route => ({
  expected,
  answered,
  isValue: true,
  right: expected === answered,
  baseline,
  candidate,
});

describe('findMoves', () => {
  it('has only wrong answers whose number changed, the largest growth first', () => {
    const grown = route('billing', 'api', 0, 3);
    const shrunk = route('auth', 'web', 4, 1);
    const slightly = route('web', 'auth', 2, 3);
    const frequent = route('api', 'auth', 5, 6);
    const same = route('api', 'web', 2, 2);
    const right = route('billing', 'billing', 5, 2);

    expect(findMoves([right, shrunk, slightly, same, frequent, grown]).routes).toEqual([
      grown,
      frequent,
      slightly,
      shrunk,
    ]);
  });

  it('adds up what a receiver gets, from routes that did not change too', () => {
    const routes = [
      route('a', 'x', 1, 1),
      route('b', 'x', 0, 2),
      route('c', 'x', 3, 1),
      route('d', 'y', 1, 0),
    ];

    // As many more of `b` as fewer of `c`: nothing changed for x.
    expect(findMoves(routes).receivers).toEqual([{ answered: 'y', baseline: 1, candidate: 0 }]);
    expect(findMoves(routes.slice(0, 2)).receivers).toEqual([{ answered: 'x', baseline: 1, candidate: 3 }]);
  });

  it('takes nothing for a receiver that is no value', () => {
    const unreadable = { ...route('a', '[unreadable]', 0, 2), isValue: false };

    expect(findMoves([unreadable])).toEqual({ routes: [unreadable], receivers: [] });
  });
});
