import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { decide } from '../../src/decide/decide.ts';
import type { FixtureResult } from '../../src/domain/trial.ts';
import type { TeamVerdict } from '../../src/domain/verdict.ts';
import { makePolicy } from '../helpers/makePolicy.ts';
import { makeResult } from '../helpers/makeResult.ts';

interface Case {
  readonly team: string;
  readonly pairs: readonly (readonly [baseline: string, candidate: string])[];
}

const mark = (marks: string) => fc.constantFrom(...marks);
const cases = (marks: string) =>
  fc.array(
    fc.record({
      team: fc.constantFrom('auth', 'billing', 'dashboard'),
      pairs: fc.array(fc.tuple(mark(marks), mark(marks)), { minLength: 1, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 30 },
  );

function build(list: readonly Case[]): readonly FixtureResult[] {
  return list.map(({ team, pairs }, index) =>
    makeResult(`TKT-${index}`, team, {
      baseline: pairs.map(([baseline]) => baseline).join(''),
      candidate: pairs.map(([, candidate]) => candidate).join(''),
    }),
  );
}

const swap = (list: readonly Case[]): readonly Case[] =>
  list.map(({ team, pairs }) => ({ team, pairs: pairs.map(([a, b]) => [b, a] as const) }));

const policy = makePolicy({ policy: { rule: 'any-drop', coverage: 0.2 } });
const judge = (list: readonly Case[]) => decide({ results: build(list), hasBaseline: true, policy });
const byTeam = (teams: readonly TeamVerdict[]) => new Map(teams.map((team) => [team.team, team]));

describe('decide, whatever the results', () => {
  it('turns regressed into improved when the sides are swapped, and back', () => {
    fc.assert(
      fc.property(cases('rwuf-'), (list) => {
        const swapped = byTeam(judge(swap(list)).teams);
        for (const { team, outcome, candidate } of judge(list).teams) {
          const mirrored = swapped.get(team)?.outcome;
          if (outcome === 'held') expect(mirrored).toBe('held');
          if (outcome === 'improved') expect(mirrored).toBe('regressed');
          if (outcome === 'not-evaluated') expect(mirrored).toBe('not-evaluated');
          // What got nothing right protects nothing once it is the baseline.
          if (outcome === 'regressed')
            expect(mirrored).toBe(candidate.right > 0 ? 'improved' : 'unprotected');
        }
      }),
    );
  });

  it('calls identical versions neither regressed nor improved', () => {
    fc.assert(
      fc.property(cases('rw'), (list) => {
        const same = list.map(({ team, pairs }) => ({ team, pairs: pairs.map(([a]) => [a, a] as const) }));
        for (const { outcome } of judge(same).teams) expect(['held', 'unprotected']).toContain(outcome);
      }),
    );
  });

  it('never judges a candidate worse for one more right trial', () => {
    fc.assert(
      fc.property(cases('rw'), fc.nat(), fc.nat(), (list, fixture, trial) => {
        const better = list.map((one, index) => ({
          ...one,
          pairs: one.pairs.map(([a, b], at) =>
            index === fixture % list.length && at === trial % one.pairs.length
              ? ([a, 'r'] as const)
              : ([a, b] as const),
          ),
        }));
        const before = byTeam(judge(list).teams);
        for (const { team, outcome } of judge(better).teams) {
          if (outcome === 'regressed') expect(before.get(team)?.outcome).toBe('regressed');
        }
      }),
    );
  });

  it('comes to the same whatever the order of the results', () => {
    fc.assert(
      fc.property(
        cases('rwuf-').chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
        ),
        ([list, order]) => {
          const results = build(list);
          const shuffled = order.flatMap((index) => results[index] ?? []);
          const look = (decision: ReturnType<typeof judge>) => ({
            verdict: decision.verdict,
            teams: decision.teams.map(({ team, outcome, baseline, candidate }) => [
              team,
              outcome,
              baseline,
              candidate,
            ]),
          });
          expect(look(decide({ results: shuffled, hasBaseline: true, policy }))).toEqual(look(judge(list)));
        },
      ),
    );
  });

  it('never holds a NaN and never passes with a drop or with a team that was not evaluated', () => {
    fc.assert(
      fc.property(cases('rwuf-'), fc.boolean(), (list, hasBaseline) => {
        const decision = decide({ results: build(list), hasBaseline, policy });
        for (const { baseline, candidate, fixtures, outcome, sentence } of decision.teams) {
          const numbers = [baseline?.right, baseline?.of, candidate.right, candidate.of].concat(
            fixtures.flatMap((fixture) => [fixture.baseline, fixture.candidate]),
          );
          for (const number of numbers) if (number !== undefined) expect(Number.isFinite(number)).toBe(true);
          expect(candidate.right).toBeLessThanOrEqual(candidate.of);
          expect(sentence).not.toMatch(/NaN|undefined|Infinity/);
          if (decision.verdict === 'passed') {
            expect(['regressed', 'below-floor', 'not-evaluated']).not.toContain(outcome);
          }
        }
        expect(decision.reasons.join()).not.toMatch(/NaN|undefined|Infinity/);
        if (decision.verdict === 'error') expect(decision.reasons.length).toBeGreaterThan(0);
      }),
    );
  });
});
