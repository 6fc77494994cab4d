import { codeSpan } from '../escape.ts';
import { commitUrl, link, shortenCommit } from '../links.ts';
import type { ReportContext } from '../reportContext.ts';

/** GitHub's page of everything that lies between two commits. */
export function compareLink(context: ReportContext, before: string, after: string): string {
  const range = `${shortenCommit(before)}...${shortenCommit(after)}`;
  // Known commits only: both are in an address then.
  const [from, to] = [commitUrl(context, before), commitUrl(context, after)];
  const url =
    from === undefined || to === undefined
      ? undefined
      : to.replace(/\/commit\/[0-9a-f]+$/, `/compare/${before}...${after}`);
  return link(codeSpan(range), url);
}
