import { quote } from '../domain/quote.ts';
import type { Grade, Trial } from '../domain/trial.ts';
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

  const wrong = trials.filter(isWrong);
  const unanswered = wrong.filter(({ grade }) => grade.reason !== 'answer');
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

interface WrongTrial extends Trial {
  readonly grade: Extract<Grade, { kind: 'wrong' }>;
}

function isWrong(trial: Trial): trial is WrongTrial {
  return trial.grade.kind === 'wrong';
}

/** One raw reply, an answered one if there is one, with what was wrong with it. */
function quoteOne(trials: readonly WrongTrial[]): string {
  for (const { outcome, grade } of trials) {
    if (outcome.kind === 'answered') {
      // An unreadable reply's detail quotes it already.
      return grade.reason === 'unreadable'
        ? `For example: ${grade.detail}.`
        : `For example, ${quote(outcome.reply, 200)}: ${grade.detail}.`;
    }
  }
  const [first] = trials;
  return first === undefined ? '' : `For example: ${first.grade.reason}, ${quote(first.grade.detail, 200)}.`;
}
