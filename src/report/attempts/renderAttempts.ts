import type { AttemptCounts, AttemptVerdict, EarlierAttempt, EarlierAttempts } from '../../domain/attempt.ts';
import type { RunVerdict } from '../../domain/result.ts';
import { formatTime } from '../formatTime.ts';
import { ICONS } from '../icons.ts';
import { link, runAttemptUrl } from '../links.ts';
import type { ReportContext } from '../reportContext.ts';
import { countAttempts } from './countAttempts.ts';
import { toAttemptVerdict } from './toAttemptVerdict.ts';

/** Attempts that are named one by one; the ones before them are counted. */
const NAMED = 5;

const WORDS: Readonly<Record<AttemptVerdict, string>> = {
  passed: 'passed',
  blocked: 'blocked',
  error: 'could not be evaluated',
};

/**
 * Which attempt this is at the same versions and fixtures, and what came of the others, as a paragraph of
 * Markdown; nothing for the first. A pass after a block is pointed out: chance alone may have turned it.
 */
export function renderAttempts(
  earlier: EarlierAttempts | undefined,
  verdict: RunVerdict,
  context: ReportContext,
): readonly string[] {
  if (earlier === undefined) return [];
  const counts = countAttempts(earlier);
  const before = sum(counts);
  if (before === 0) return [];
  const attempt = `Attempt ${before + 1} on the same versions and fixtures`;
  const list = `Before: ${listAttempts(earlier, context)}.`;
  return toAttemptVerdict(verdict) === 'passed' && counts.blocked > 0
    ? [`⚠️ **${attempt}: blocked ${times(counts.blocked)} before, passed now.** ${explain(earlier)} ${list}`]
    : [`ℹ️ ${attempt}. ${list}`];
}

function explain({ recent, older }: EarlierAttempts): string {
  const isOther = ({ verdict, otherPolicy }: EarlierAttempt) => verdict !== 'blocked' || otherPolicy;
  return older.blocked === 0 && recent.every(isOther)
    ? 'Another policy judges now.'
    : 'Nothing that was compared has changed, so look at those runs before you rely on this one.';
}

function listAttempts({ recent, older }: EarlierAttempts, context: ReportContext): string {
  const named = recent.slice(-NAMED);
  const unnamed = countAttempts({ recent: recent.slice(0, recent.length - named.length), older });
  return [
    ...(sum(unnamed) === 0 ? [] : [`${sum(unnamed)} older (${describeCounts(unnamed)})`]),
    ...named.map((attempt) => describeAttempt(attempt, context)),
  ].join(', ');
}

function describeAttempt(attempt: EarlierAttempt, context: ReportContext): string {
  const { run, verdict, startedAt, otherPolicy } = attempt;
  const when = link(formatTime(startedAt), runAttemptUrl(context, run));
  return `${ICONS[verdict]} ${WORDS[verdict]} (${when}${otherPolicy ? ', by another policy' : ''})`;
}

function describeCounts(counts: AttemptCounts): string {
  return (['blocked', 'error', 'passed'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${WORDS[verdict]}`)
    .join(', ');
}

function sum({ passed, blocked, error }: AttemptCounts): number {
  return passed + blocked + error;
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}
