import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { estimateCalibration } from '../../../src/decide/calibrate/estimateCalibration.ts';
import type { BlockReasons, FixturePasses } from '../../../src/domain/calibration.ts';
import { makePolicy } from '../../helpers/makePolicy.ts';

const passes = (id: string, team: string, right: number, of = 10): FixturePasses => ({
  ...{ id, team, right, of },
  file: 'p/tickets.jsonl',
  line: 1,
});
const passed: BlockReasons = {
  blocked: false,
  regressed: false,
  belowFloor: false,
  inconclusive: false,
  worseOverall: false,
};
const blocked: BlockReasons = { ...passed, blocked: true, regressed: true };
const five = [passed, passed, passed, passed, passed];
const fixtures = [
  ...Array.from({ length: 8 }, (_, index) => passes(`B-${index}`, 'billing', index === 0 ? 7 : 10)),
  passes('A-1', 'auth', 10),
  passes('A-2', 'auth', 5),
  passes('L-1', 'legacy', 0),
];

describe('estimateCalibration', () => {
  it('describes each team in file order', () => {
    const { simulation } = estimateCalibration(fixtures, five, makePolicy(), 1);
    expect(simulation?.teams).toMatchObject([
      { team: 'billing', fixtures: 8, able: 8, flaky: 1, rate: expect.closeTo(77 / 80, 12) },
      { team: 'auth', fixtures: 2, able: 2, flaky: 1, rate: 0.75 },
      { team: 'legacy', fixtures: 1, able: 0, flaky: 0, rate: 0, broken: { one: undefined } },
    ]);
    expect(simulation?.teams[0]?.withTrials.map(({ trials }) => trials)).toEqual([3, 5]);
    expect(simulation).toMatchObject({ seed: 1, runs: 2000, detectionRuns: 400, firstSessions: 22 });
  });

  it('comes to the same figures from the same counts, and to others with another seed', () => {
    const estimate = (seed: number) => estimateCalibration(fixtures, five, makePolicy(), seed, 400);
    expect(estimate(1)).toEqual(estimate(1));
    expect(estimate(1).simulation?.extraSessions).not.toBe(estimate(2).simulation?.extraSessions);
  });

  it('simulates nothing without a seed', () => {
    const { simulation, observed } = estimateCalibration(fixtures, five, makePolicy(), undefined);
    expect([simulation, observed.blocked.of]).toEqual([undefined, 5]);
  });

  it('gives the other rule beside the policy’s own', () => {
    const own = estimateCalibration(
      fixtures,
      five,
      makePolicy({ policy: { rule: 'any-drop' } }),
      1,
    ).simulation;
    expect(own?.otherRule.rule).toBe('confirmed');
    expect(own?.extraSessions).toBe(0);
    expect(own?.falseBlocks.blocked.count).toBeGreaterThan(own?.otherRule.falseBlocks.blocked.count ?? 0);
  });

  it('tries other numbers of trials only above the policy’s own', () => {
    const with4 = estimateCalibration(
      fixtures,
      five,
      makePolicy({ policy: { trials: 4 } }),
      1,
      400,
    ).simulation;
    expect(with4?.teams[0]?.withTrials.map(({ trials }) => trials)).toEqual([5]);
    const with9 = estimateCalibration(
      fixtures,
      five,
      makePolicy({ policy: { trials: 9 } }),
      1,
      400,
    ).simulation;
    expect(with9?.teams[0]?.withTrials).toEqual([]);
    expect(with9?.firstSessions).toBe(2 * 9 * fixtures.length);
  });

  it('tries one more round where runs end inconclusive', () => {
    const wavering = Array.from({ length: 6 }, (_, index) => passes(`W-${index}`, 'w', 5));
    const few = makePolicy({ policy: { rounds: [4] } });
    const { simulation } = estimateCalibration(wavering, five, few, 1, 400);
    expect(simulation?.moreRounds?.rounds).toEqual([4, 8]);
    expect(simulation?.moreRounds?.falseBlocks.inconclusive).toBeLessThan(
      simulation?.falseBlocks.inconclusive ?? 0,
    );
    const most = makePolicy({ policy: { rounds: [501] } });
    expect(estimateCalibration(wavering, five, most, 1, 400).simulation?.moreRounds).toBeUndefined();
  });

  it('says how likely what was observed is: five of five where hardly any is simulated is not', () => {
    const all = five.map(() => blocked);
    const { simulation } = estimateCalibration(fixtures, all, makePolicy(), 1, 400);
    expect(simulation?.chanceOfObserved).toBeLessThan(0.001);
    expect(estimateCalibration(fixtures, five, makePolicy(), 1, 400).simulation?.chanceOfObserved).toBe(1);
  });

  it('holds together for any counts: shares within 0 and 1, intervals round the estimate, no NaN', () => {
    const anyPasses = fc
      .record({ of: fc.integer({ min: 0, max: 12 }), team: fc.constantFrom('a', 'b', 'constructor') })
      .chain(({ of, team }) =>
        fc.record({ right: fc.integer({ min: 0, max: of }), of: fc.constant(of), team: fc.constant(team) }),
      );
    fc.assert(
      fc.property(
        fc.array(anyPasses, { maxLength: 6 }),
        fc.array(fc.constantFrom(passed, blocked), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('confirmed', 'any-drop'),
        (counts, runs, rule) => {
          const some = counts.map(({ team, right, of }, index) => passes(`F-${index}`, team, right, of));
          const policy = makePolicy({ policy: { rule, 'min-score': { a: 0.5 } } });
          const { observed, simulation } = estimateCalibration(some, runs, policy, 7, 60);
          const shares = [observed.blocked, simulation?.falseBlocks.blocked ?? observed.blocked];
          for (const { count, of, low, high } of shares)
            expect(0 <= low && low <= count / of && count / of <= high && high <= 1).toBe(true);
          expect(simulation === undefined).toBe(some.length === 0);
          expect(JSON.stringify(simulation) ?? '').not.toMatch(/null|NaN|Infinity/);
          for (const { rate, falselyBlocked, broken, halved } of simulation?.teams ?? [])
            for (const share of [rate ?? 0, falselyBlocked, broken.one ?? 0, halved.one ?? 0])
              expect(share >= 0 && share <= 1).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});
