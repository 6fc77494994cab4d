import type { PastChange, PastState, PastVersion, PinPast } from '../../domain/pinPast.ts';
import { formatProblem } from '../../domain/problem.ts';
import { escapeLogLine } from '../escape.ts';
import { formatTime } from '../formatTime.ts';
import { shortenCommit } from '../links.ts';
import { drawTable, ROWS, toList } from '../terminal.ts';

const CHANGES: Readonly<Record<PastChange, string>> = {
  first: 'first',
  promoted: 'promoted',
  'rolled-back': 'rolled back',
  unreadable: 'unreadable',
  removed: 'removed',
};

/** A pin's past as plain text for a terminal, a line break at the end. */
export function renderHistoryTerminal(past: PinPast, options: { readonly color?: boolean } = {}): string {
  const paint = (text: string) => (options.color === true ? `\u001b[1m${text}\u001b[0m` : text);
  const { path, branch, states, problems, warnings } = past;
  const blocks = [
    paint(`🕰️ ${escapeLogLine(`${path} on ${branch}`)}`),
    ...toList(problems.map(formatProblem)),
    ...toList(warnings.map((warning) => `⚠️ ${warning}`)),
    ...renderStates(states),
    ...renderVersions(past),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function renderStates(states: readonly PastState[]): readonly string[] {
  if (states.length === 0) return [];
  const agents = new Set(states.flatMap(({ pinned }) => pinned?.agent ?? []));
  const rows = states
    .slice(0, ROWS)
    .map(({ pinned, at, author, change, pullRequest, commit }) => [
      pinned === undefined ? '' : String(pinned.version),
      ...(agents.size > 1 ? [pinned?.agent ?? ''] : []),
      CHANGES[change],
      formatTime(at),
      author,
      pullRequest === undefined ? shortenCommit(commit) : `#${pullRequest.number} ${pullRequest.title}`,
    ]);
  const head = [
    'Version',
    ...(agents.size > 1 ? ['Agent'] : []),
    'How',
    'Since',
    'By',
    'Pull request or commit',
  ];
  return [
    drawTable(
      head,
      rows,
      head.map((title) => (title === 'Version' ? 'right' : 'left')),
    ),
    ...countRest(states.length),
  ];
}

function renderVersions({ versions, states, problems, warnings }: PinPast): readonly string[] {
  if (versions === undefined) {
    return problems.length > 0 || warnings.length > 0 || states.length === 0
      ? []
      : [
          'Which versions the service has, and which of them were never pinned, is not known here: ANTHROPIC_API_KEY is not set.',
        ];
  }
  const rows = versions
    .slice(0, ROWS)
    .map((one) => [String(one.version), formatTime(Date.parse(one.madeAt)), describePinned(one)]);
  return [
    'Versions that the service has',
    drawTable(['Version', 'Made', 'Pinned'], rows, ['right', 'left', 'left']),
    ...countRest(versions.length),
  ];
}

function describePinned({ pinnedAt, isLive }: PastVersion): string {
  if (pinnedAt === undefined) return 'never';
  return isLive ? 'now' : `first at ${formatTime(pinnedAt)}`;
}

function countRest(all: number): readonly string[] {
  return all > ROWS ? [`… and ${all - ROWS} more: \`--json\` has all of them.`] : [];
}
