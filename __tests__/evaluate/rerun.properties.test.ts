import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../emulator/managed-agents/random.ts';
import type { PinPlan } from '../../src/domain/evaluation.ts';
import { answer } from '../helpers/fakeAgentService.ts';
import { makeFixtures, makePlan } from '../helpers/makePlan.ts';
import { limited, right, setUpEvaluation, wrong } from '../helpers/setUpEvaluation.ts';

/** What a pin's rule asks for: in each round some fixtures (by position; there may be no such one) up to so many trials. */
interface Asks {
  readonly fixtures: number;
  readonly informational: number;
  readonly trials: number;
  readonly hasBaseline: boolean;
  readonly rounds: readonly { readonly which: readonly number[]; readonly trials: number }[];
}

const asks: fc.Arbitrary<Asks> = fc.record({
  fixtures: fc.integer({ min: 1, max: 4 }),
  informational: fc.integer({ min: 0, max: 1 }),
  trials: fc.integer({ min: 1, max: 2 }),
  hasBaseline: fc.boolean(),
  rounds: fc.array(
    fc.record({
      which: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
      trials: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 4 },
  ),
});

function toPlan(ask: Asks, pin: string, concurrency: number): PinPlan {
  let round = 0;
  const plan = makePlan({
    pin,
    policy: limited({ concurrency }, { policy: { trials: ask.trials } }),
    fixtures: makeFixtures(ask.fixtures),
    informational: makeFixtures(ask.informational, 'NEW'),
    confirm: () => {
      const { which, trials } = ask.rounds[round] ?? { which: [], trials: 0 };
      round += 1;
      return { fixtures: which.map((position) => `TKT-${position + 1}`), trials, lines: [] };
    },
  });
  return ask.hasBaseline ? plan : { ...plan, baseline: undefined };
}

/** Fresh trials that each fixture should have had in the end: rounds go on until one adds nothing. */
function expectFresh({ fixtures, rounds }: Asks): readonly number[] {
  const had = Array<number>(fixtures).fill(0);
  for (const { which, trials } of rounds) {
    const lacking = which.filter((position) => (had[position] ?? trials) < trials);
    if (lacking.length === 0) break;
    for (const position of lacking) had[position] = trials;
  }
  return had;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('an evaluation with re-runs', () => {
  it('runs exactly what is asked for, ends, and leaves nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(asks, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer(),
        async (pins, concurrency, seed) => {
          const random = createRandom(String(seed));
          const { clock, service, log, finish } = setUpEvaluation(
            pins.map((ask, index) => toPlan(ask, `${index}.yml`, concurrency)),
            // One session in five fails, whichever it is; answers come in any order.
            () => {
              const ms = Math.floor(random() * 3000);
              if (random() < 0.2) return { events: [[ms, { kind: 'terminated' }]] };
              return answer(random() < 0.5 ? right : wrong, ms);
            },
            random,
          );
          const evaluations = await finish();

          for (const [index, ask] of pins.entries()) {
            const evaluation = evaluations[index];
            expect(evaluation).toMatchObject({ problems: [], unconfirmed: undefined });
            const fresh = expectFresh(ask);
            const baseline = (count: number) => (ask.hasBaseline ? upTo(count) : []);
            const results = [...(evaluation?.fixtures ?? []), ...(evaluation?.informational ?? [])];
            expect(results).toHaveLength(ask.fixtures + ask.informational);
            for (const [position, result] of results.entries()) {
              const count = fresh[position] ?? 0;
              const indices = [
                result.baseline,
                result.candidate,
                result.fresh.baseline,
                result.fresh.candidate,
              ].map((side) => side.map((trial) => trial.index));
              expect(indices).toEqual([baseline(ask.trials), upTo(ask.trials), baseline(count), upTo(count)]);
            }
            const all = results.flatMap(({ baseline, candidate, fresh }) => [
              ...[...baseline, ...candidate, ...fresh.baseline, ...fresh.candidate],
            ]);
            const attempts = all.reduce((sum, trial) => sum + trial.attempts, 0);
            expect(evaluation?.effort.sessions).toBe(attempts);
            expect(log.lines.join('\n')).toContain(
              `${index}.yml: done, ${all.length} of ${all.length} trial`,
            );
          }
          // No trial is run twice, but for attempts after a failure.
          const labels = service.requests.map(({ metadata }) => JSON.stringify(metadata));
          expect(new Set(labels).size).toBe(labels.length);
          expect(service.unarchived).toEqual([]);
          await clock.advance(0);
          expect(clock.sleeping).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
