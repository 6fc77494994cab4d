import type { PinState } from '../../domain/pinHistory.ts';
import { codeSpan, escapeSentence } from '../escape.ts';
import { formatTime } from '../formatTime.ts';
import { commitLink, link, webUrl } from '../links.ts';
import type { ReportContext } from '../reportContext.ts';

/** When, by whom and with what a file came to say what it said, in Markdown. */
export function describeState({ at, author, pullRequest, commit }: PinState, context: ReportContext): string {
  const how =
    pullRequest === undefined
      ? `commit ${commitLink(context, commit)}`
      : `${link(`pull request ${pullRequest.number}`, webUrl(pullRequest.url))}, ${escapeSentence(pullRequest.title, 120)}`;
  return `${formatTime(at)}, by ${codeSpan(author, 60)}: ${how}`;
}
