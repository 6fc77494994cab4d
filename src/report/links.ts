import type { RunAttempt } from '../domain/attempt.ts';
import { codeSpan } from './escape.ts';
import type { ReportContext } from './reportContext.ts';

/** Encoded; servers refuse longer addresses, and a link must not fill the report. */
const LONGEST_PATH = 16_000;

/** A Markdown link around `label`, which is Markdown already; the label alone where there is no address. */
export function link(label: string, url: string | undefined): string {
  return url === undefined ? label : `[${label}](${url})`;
}

/** The page of a file at a commit, at a line (from 1). */
export function fileUrl(
  context: ReportContext,
  commit: string,
  path: string,
  line?: number,
): string | undefined {
  const root = repositoryUrl(context);
  if (root === undefined || !isCommit(commit)) return undefined;
  const place = path.split('/').map(encodeSegment).join('/');
  if (place.length > LONGEST_PATH) return undefined;
  return `${root}/blob/${commit}/${place}${line === undefined ? '' : `#L${line}`}`;
}

/** A commit by its first seven digits, linked. */
export function commitLink(context: ReportContext, commit: string): string {
  return link(codeSpan(shortenCommit(commit)), commitUrl(context, commit));
}

/** The page of a commit. */
export function commitUrl(context: ReportContext, commit: string): string | undefined {
  const root = repositoryUrl(context);
  return root === undefined || !isCommit(commit) ? undefined : `${root}/commit/${commit}`;
}

/** A commit's first seven digits; more of a name that is none. */
export function shortenCommit(commit: string): string {
  return commit.slice(0, isCommit(commit) ? 7 : 40);
}

/** The page of one attempt of a workflow run of this repository. */
export function runAttemptUrl(context: ReportContext, { id, attempt }: RunAttempt): string | undefined {
  const root = repositoryUrl(context);
  return root === undefined ? undefined : `${root}/actions/runs/${id}/attempts/${attempt}`;
}

/** The console's page of a session, which shows every event of a trial. */
export function sessionUrl({ consoleUrl }: ReportContext, session: string | undefined): string | undefined {
  if (consoleUrl === undefined || session === undefined || !/^[a-z]+_\w+$/.test(session)) return undefined;
  return webUrl(`${consoleUrl.replace(/\/$/, '')}/sessions/${session}`);
}

/** An address from outside as Markdown takes it; undefined unless it is one of the web. */
export function webUrl(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  return url.href.replace(/[()<>[\]|`\\]/g, encodeMark);
}

function repositoryUrl({ serverUrl, repository }: ReportContext): string | undefined {
  if (serverUrl === undefined || repository === undefined) return undefined;
  return webUrl(`${serverUrl.replace(/\/$/, '')}/${repository.split('/').map(encodeSegment).join('/')}`);
}

/** A local run may name its work tree instead of a commit. */
function isCommit(commit: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit);
}

/** Also what `encodeURIComponent` leaves and Markdown reads: `(`, `)`, `*`, `!`, `~`, `_`. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\uFFFD')).replace(/[()*!~']/g, encodeMark);
}

function encodeMark(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
