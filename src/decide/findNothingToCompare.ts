import { quote } from '../domain/quote.ts';
import type { Trial } from '../domain/trial.ts';
import type { FixtureCount } from './scoreFixture.ts';

/**
 * Why a green result would say nothing, as a sentence; undefined when there is something to compare. Looks at
 * the side that the comparison starts from: the baseline, or a new pin's candidate.
 *
 * - Most of its trials are not answers at all (unreadable, refused, stuck, too slow): the gate probably asks for
 *   another form than the agent gives, and both versions fail alike whatever they say.
 * - Not one of its trials is right: nothing is there that could get worse.
 */
export function findNothingToCompare(scored: readonly FixtureCount[], side: string): string | undefined {
  const trials = scored.flatMap((fixture) => fixture.reference);
  if (trials.length === 0) return undefined;

  const wrong = trials.filter((trial) => trial.grade.kind === 'wrong');
  const unanswered = wrong.filter((trial) => trial.grade.kind === 'wrong' && trial.grade.reason !== 'answer');
  if (unanswered.length * 2 > trials.length) {
    return (
      `Nothing to compare: ${unanswered.length} of ${trials.length} replies of the ${side} are not answers in the form ` +
      `that gate.yml asks for. ${quoteOne(unanswered)} Check \`reply\`, \`expect\` and \`message\` in gate.yml ` +
      'against what production sends and reads.'
    );
  }
  if (wrong.length === trials.length) {
    return (
      `Nothing to compare: the ${side} gets nothing right in any team, so nothing could regress. ` +
      `${quoteOne(wrong)} Check the labels in the fixtures, and \`expect\` and \`message\` in gate.yml.`
    );
  }
  return undefined;
}

/** One raw reply, an answered one if there is one, with what was wrong with it. */
function quoteOne(trials: readonly Trial[]): string {
  for (const { outcome, grade } of trials) {
    if (outcome.kind === 'answered' && grade.kind === 'wrong') {
      // An unreadable reply's detail quotes it already.
      return grade.reason === 'unreadable'
        ? `For example: ${grade.detail}.`
        : `For example, ${quote(outcome.reply, 200)}: ${grade.detail}.`;
    }
  }
  const first = trials.find((trial) => trial.grade.kind === 'wrong');
  return first?.grade.kind === 'wrong'
    ? `For example: ${first.grade.reason}, ${quote(first.grade.detail, 200)}.`
    : '';
}
