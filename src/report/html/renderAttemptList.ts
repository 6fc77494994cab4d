import type { AttemptVerdict, EarlierAttempts } from '../../domain/attempt.ts';
import type { RunVerdict } from '../../domain/result.ts';
import { countAttempts } from '../attempts/countAttempts.ts';
import { toAttemptVerdict } from '../attempts/toAttemptVerdict.ts';
import { ICONS } from '../icons.ts';
import { runAttemptUrl } from '../links.ts';
import type { ReportContext } from '../reportContext.ts';
import { type Html, html } from './html.ts';
import { htmlLink } from './htmlLink.ts';
import { htmlList } from './htmlList.ts';

const WORDS: Readonly<Record<AttemptVerdict, string>> = {
  passed: 'passed',
  blocked: 'blocked',
  error: 'could not be evaluated',
};

/** What came of earlier attempts at the same versions and fixtures; nothing of the first. */
export function renderAttemptList(
  earlier: EarlierAttempts | undefined,
  verdict: RunVerdict,
  context: ReportContext,
): Html {
  if (earlier === undefined) return html``;
  const counts = countAttempts(earlier);
  const before = counts.passed + counts.blocked + counts.error;
  if (before === 0) return html``;
  const forgiven = toAttemptVerdict(verdict) === 'passed' && counts.blocked > 0;
  const unnamed = before - earlier.recent.length;
  return html`<div class="note${forgiven ? ' warning' : ''}"><p>${forgiven ? '⚠️' : 'ℹ️'} <strong>Attempt ${before + 1} on the same versions and fixtures${
    forgiven ? `: blocked ${counts.blocked} of ${before} times before, passed now` : ''
  }.</strong></p>
${htmlList([
  ...(unnamed > 0 ? [html`${unnamed} older: ${describeCounts(earlier.older)}`] : []),
  ...earlier.recent.map((attempt) => {
    const time = new Date(attempt.startedAt).toISOString();
    const when = html`<time datetime="${time}">${time.slice(0, 16).replace('T', ' ')} UTC</time>`;
    return html`${ICONS[attempt.verdict]} ${WORDS[attempt.verdict]}, ${htmlLink(when, runAttemptUrl(context, attempt.run))}${attempt.otherPolicy ? ', by another policy' : ''}`;
  }),
])}</div>
`;
}

function describeCounts(counts: EarlierAttempts['older']): string {
  return (['blocked', 'error', 'passed'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${WORDS[verdict]}`)
    .join(', ');
}
