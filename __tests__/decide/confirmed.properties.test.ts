import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/decide/decide.ts';
import { planRerun } from '../../src/decide/planRerun.ts';
import type { FixtureResult } from '../../src/domain/trial.ts';
import { makePolicy } from '../helpers/makePolicy.ts';
import { makeResult } from '../helpers/makeResult.ts';

/** What a fixture would answer, trial after trial: its first ones, then as many fresh ones as it is asked for. */
interface Script {
  readonly team: string;
  readonly first: readonly [baseline: string, candidate: string];
  readonly fresh: readonly [baseline: string, candidate: string];
}

const rounds = [2, 4, 7];
const marks = (alphabet: string, length: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
const scripts = (alphabet = 'rw', most = 12) =>
  fc.array(
    fc.record({
      team: fc.constantFrom('auth', 'billing', 'dashboard'),
      first: fc.tuple(marks(alphabet, 1), marks(alphabet, 1)),
      fresh: fc.tuple(marks(alphabet, 7), marks(alphabet, 7)),
    }),
    { minLength: 1, maxLength: most },
  );

const policyWith = (more: Readonly<Record<string, unknown>> = {}) =>
  makePolicy({ policy: { rounds, coverage: 0.01, ...more } });

/** Plays the rule to its end, as a run does: what it asks for is added, until it asks for nothing. */
function play(list: readonly Script[], policy = policyWith()) {
  const asked: number[] = list.map(() => 0);
  const results = (): readonly FixtureResult[] =>
    list.map(({ team, first, fresh }, index) =>
      makeResult(`T-${index}`, team, {
        baseline: first[0],
        candidate: first[1],
        fresh: [fresh[0].slice(0, asked[index]), fresh[1].slice(0, asked[index])],
      }),
    );
  for (let looks = 0; ; looks += 1) {
    const { fixtures, trials } = planRerun(results(), policy);
    if (fixtures.length === 0) break;
    if (looks > rounds.length) throw new Error('it goes on for ever');
    for (const id of fixtures) {
      const index = Number(id.slice(2));
      expect(trials).toBeGreaterThan(asked[index] ?? 0);
      asked[index] = trials;
    }
  }
  return { asked, decision: decide({ results: results(), hasBaseline: true, policy }) };
}

describe('confirmed, whatever comes out', () => {
  it('comes to an end in as many rounds as the policy has, with a verdict of finite numbers', () => {
    fc.assert(
      fc.property(scripts('rwu-'), (list) => {
        const { asked, decision } = play(list);
        for (const trials of asked) expect([0, ...rounds]).toContain(trials);
        expect(JSON.stringify(decision)).not.toMatch(/NaN|Infinity/);
        for (const { sentence, outcome, test } of decision.teams) {
          expect(sentence).not.toMatch(/NaN|undefined|Infinity/);
          const { p = 1, level = 0, bound = 0, margin = 1 } = test?.look ?? {};
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(1);
          if (outcome === 'regressed') expect(p).toBeLessThanOrEqual(level * (1 + 1e-9));
          if (outcome === 'held' && test?.look !== undefined) expect(bound).toBeLessThan(margin);
        }
        expect(decision.reasons.join()).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });

  it('never passes with a team that regressed, is under its floor, open or not evaluated', () => {
    fc.assert(
      fc.property(scripts('rwu-'), (list) => {
        const { decision } = play(list);
        if (decision.verdict !== 'passed') return;
        expect(decision.overall?.isWorse).toBe(false);
        for (const { outcome } of decision.teams)
          expect(['regressed', 'below-floor', 'inconclusive', 'not-evaluated']).not.toContain(outcome);
      }),
    );
  });

  it('calls versions that answer alike in every trial neither worse nor better, and runs nothing again', () => {
    fc.assert(
      fc.property(scripts(), (list) => {
        const alike = list.map(
          (one): Script => ({
            ...one,
            first: [one.first[0], one.first[0]],
            fresh: [one.fresh[0], one.fresh[0]],
          }),
        );
        const { asked, decision } = play(alike);
        expect(asked.every((trials) => trials === 0)).toBe(true);
        for (const { outcome } of decision.teams) expect(['held', 'unprotected']).toContain(outcome);
      }),
    );
  });

  it('never blocks for a drop that fresh trials do not show, unless the run is worse overall', () => {
    fc.assert(
      fc.property(scripts(), (list) => {
        const recovered = list.map((one): Script => ({ ...one, fresh: [one.fresh[0], one.fresh[0]] }));
        const { decision } = play(recovered);
        for (const { outcome } of decision.teams) expect(outcome).not.toBe('regressed');
      }),
    );
  });

  it('comes to the same whatever the order of the results', () => {
    fc.assert(
      fc.property(
        scripts().chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
        ),
        ([list, order]) => {
          const look = ({ decision }: ReturnType<typeof play>) => [
            decision.verdict,
            decision.overall,
            decision.teams.map(({ team, outcome }) => `${team} ${outcome}`).sort(),
          ];
          expect(look(play(order.flatMap((index) => list[index] ?? [])))).toEqual(look(play(list)));
        },
      ),
    );
  });

  it('decides by fresh trials alone: what the first ones were worth beyond the suspicion changes no p-value', () => {
    fc.assert(
      fc.property(scripts('rw', 6), (list) => {
        const before = play(list).decision.teams;
        // The same flips out of three first trials instead of one.
        const more = list.map(
          (one): Script => ({
            ...one,
            first: [one.first[0] === 'r' ? 'rrw' : 'rww', one.first[1] === 'r' ? 'rrw' : 'rww'],
          }),
        );
        const after = new Map(
          play(more, policyWith({ trials: 3 })).decision.teams.map((team) => [team.team, team.test]),
        );
        for (const { team, test } of before) expect(after.get(team)).toEqual(test);
      }),
    );
  });
});
