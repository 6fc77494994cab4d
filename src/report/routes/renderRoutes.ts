import type { Evaluation } from '../buildReport.ts';
import { codeSpan } from '../escape.ts';
import { formatCount } from '../formatEffort.ts';
import { fold, list } from '../markdown.ts';
import type { Route } from './countRoutes.ts';
import { findMoves, type Receiver } from './findMoves.ts';

/** Routes that stand open; the others are folded. */
const OPEN = 8;
/** Receivers that are named before they are counted. */
const NAMED = 5;

/**
 * Where wrong answers went that are more, or fewer, than they were: `billing → api-platform: 3, was 0`, worst first,
 * at most `limit`; then the same as the receiving teams see it. Nothing when nothing moved.
 */
export function renderRoutes({ routes, pin }: Evaluation, limit: number): readonly string[] {
  if (routes === undefined || limit === 0) return [];
  const { routes: moved, receivers } = findMoves(routes.cells);
  if (moved.length === 0) return [];
  const hasBaseline = pin.baseline !== undefined;
  const { policy } = pin.source;
  // With several trials each, one fixture can go several ways.
  const noun = policy.policy.trials === 1 ? 'fixture' : 'answer';
  const open = moved.slice(0, Math.min(OPEN, limit));
  const folded = moved.slice(open.length, limit);
  const rest = moved.length - open.length - folded.length;
  const isTeam = routes.field === policy['group-by'];
  const points = (some: readonly Route[]) => list(some.map((route) => describeRoute(route, hasBaseline)));
  return [
    isTeam
      ? `**Where misrouted ${noun}s went**, in the first trials`
      : `**What was answered for ${codeSpan(routes.field, 40)} instead**, in the first trials`,
    ...points(open),
    ...fold(formatCount(folded.length, 'more route'), points(folded)),
    ...(rest > 0 ? [`… and ${formatCount(rest, 'more route')}.`] : []),
    ...(isTeam && receivers.length > 0 ? [describeReceivers(receivers, noun, hasBaseline)] : []),
  ];
}

function describeRoute(route: Route, hasBaseline: boolean): string {
  const { expected, answered, isValue } = route;
  const to = isValue ? codeSpan(answered, 40) : `*${answered.slice(1, -1).replaceAll('-', ' ')}*`;
  return `${codeSpan(expected, 40)} → ${to}: ${writeCount(route, hasBaseline)}`;
}

function describeReceivers(receivers: readonly Receiver[], noun: string, hasBaseline: boolean): string {
  const named = receivers.slice(0, NAMED).map((receiver, index) => {
    const of = index === 0 ? ` ${receiver.candidate === 1 ? noun : `${noun}s`} of other teams` : '';
    const gets = index === 0 ? `${hasBaseline ? 'now ' : ''}gets ` : '';
    return `${codeSpan(receiver.answered, 40)} ${gets}${writeCount(receiver, hasBaseline, of)}`;
  });
  const rest = receivers.length - named.length;
  return `Seen from those who receive them: ${named.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`;
}

/** What grew is bold; the numbers say it too. */
function writeCount(
  { baseline, candidate }: Pick<Route, 'baseline' | 'candidate'>,
  hasBaseline: boolean,
  of = '',
): string {
  const now = candidate > baseline ? `**${candidate}**` : String(candidate);
  return `${now}${of}${hasBaseline ? `, was ${baseline}` : ''}`;
}
