import { createRandom } from '../../emulator/managed-agents/random.ts';
import type { RunResult } from '../../src/domain/result.ts';
import type { FixtureResult, Trial } from '../../src/domain/trial.ts';
import { makeFixtureResult } from '../../__tests__/helpers/factories/makeFixtureResult.ts';
import { makeEvaluatedPin } from '../../__tests__/helpers/factories/makePinResult.ts';
import { makeRunResult } from '../../__tests__/helpers/factories/makeRunResult.ts';
import { makeAnswer } from '../../__tests__/helpers/factories/makeTrial.ts';

const TEAMS = 20;
const WORDS =
  'invoice refund token quota webhook export login chart seat plan retry limit tax key page filter'.split(
    ' ',
  );

/**
 * A run over `count` fixtures of twenty teams. Each has a subject of its own, and each reply a sentence of its own, so
 * that hardly any two texts are alike; one fixture in fifty breaks and one in a hundred is fixed.
 */
export function makeLargeResult(count: number): RunResult {
  const random = createRandom(`report of ${count}`);
  const pick = () => WORDS[Math.floor(random() * WORDS.length)] ?? '';
  const sentence = (length: number) => Array.from({ length }, pick).join(' ');
  const answer = (expected: string, actual: string, side: Trial['side'], index: number): Trial => {
    const trial = makeAnswer(expected, actual, {
      side,
      session: `sesn_01${index.toString(36).padStart(20, '0')}${side === 'baseline' ? 'b' : 'c'}`,
      latencyMs: Math.round(1_200 + 1_500 * random() ** 3 + 400 * random()),
      costUsd: 0.0006 + 0.0008 * random(),
    });
    const reply = JSON.stringify(
      { team: actual, reason: `The ticket is about ${sentence(12)}.` },
      undefined,
      2,
    );
    return { ...trial, outcome: { kind: 'answered', reply } };
  };
  const results = Array.from({ length: count }, (_, index): FixtureResult => {
    const team = `team-${String(index % TEAMS).padStart(2, '0')}`;
    const other = `team-${String((index + 7) % TEAMS).padStart(2, '0')}`;
    const [broke, fixed] = [index % 50 === 3, index % 100 === 8];
    return makeFixtureResult(
      { id: `TKT-${100_000 + index}`, team, line: index + 1, fields: { subject: `${sentence(6)} ${index}` } },
      [answer(team, fixed ? other : team, 'baseline', index)],
      [answer(team, broke ? other : team, 'candidate', index)],
    );
  });
  return makeRunResult([makeEvaluatedPin(results)]);
}
