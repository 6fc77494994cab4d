import type { PinResult } from '../../domain/result.ts';
import { shorten } from '../../domain/shorten.ts';
import type { TeamVerdict } from '../../domain/verdict.ts';
import { showHidden } from '../escape.ts';
import { formatCount } from '../formatEffort.ts';
import { formatFloor } from '../formatFloor.ts';
import { formatCounts, formatMove } from '../formatScore.ts';
import { quoteName } from '../quoteName.ts';
import { countRest } from './countRest.ts';
import { listTeams } from './listTeams.ts';
import { NAMED } from './named.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;

/** What the decision on an evaluated pin comes to, the teams that made it named. */
export function summarizeDecision(pin: Evaluated): string {
  const { teams, verdict } = pin.decision;
  if (verdict === 'blocked') return summarizeBlocked(pin);
  return verdict === 'passed' ? summarizePassed(teams) : summarizeError(pin);
}

function summarizeBlocked({ decision: { teams, overall }, source: { policy } }: Evaluated): string {
  const open = teams.filter((team) => team.outcome === 'inconclusive');
  const regressed = teams.filter((team) => team.outcome === 'regressed');
  const below = teams.filter((team) => team.outcome === 'below-floor');
  return [
    ...listTeams(regressed, 'regressed', describeMove),
    ...listTeams(
      below,
      below.length === 1 ? 'is below its floor' : 'are below their floors',
      (team) => `${formatCounts(team.candidate)}, at least ${formatFloor(team.floor ?? 0)} asked`,
    ),
    ...(overall?.isWorse === true
      ? [`worse overall: ${formatCount(overall.broken, 'fixture')} broke, ${overall.fixed} fixed`]
      : []),
    // Where that passes it is no reason.
    ...(policy.policy['on-inconclusive'] === 'block' ? summarizeOpen(open) : []),
  ].join('; ');
}

function summarizeOpen(teams: readonly TeamVerdict[]): readonly string[] {
  return listTeams(teams, teams.length === 1 ? 'is inconclusive' : 'are inconclusive', ({ test }) =>
    test?.look === undefined
      ? 'what broke was not run again'
      : `a loss is neither confirmed nor ruled out after ${formatCount(test.look.trials, 'trial')} each`,
  );
}

function summarizePassed(teams: readonly TeamVerdict[]): string {
  const improved = teams.filter((team) => team.outcome === 'improved');
  const held = teams.filter((team) => team.outcome === 'held');
  const rerun = held.filter((team) => team.test?.look !== undefined).length;
  const again = rerun === 0 ? '' : rerun === held.length ? ' after a re-run' : ` (${rerun} after a re-run)`;
  const alone = teams.filter((team) => team.outcome === 'new').length;
  const unprotected = teams.filter((team) => team.outcome === 'unprotected');
  return [
    ...listTeams(improved, 'improved', describeMove),
    ...(held.length === 0 ? [] : [`${formatCount(held.length, 'team')} held${again}`]),
    ...summarizeOpen(teams.filter((team) => team.outcome === 'inconclusive')),
    ...(alone === 0 ? [] : [`${formatCount(alone, 'team')} evaluated alone`]),
    ...(unprotected.length === 0
      ? []
      : [`${nameTeams(unprotected)} unprotected, as the baseline gets nothing right there`]),
  ].join('; ');
}

function nameTeams(teams: readonly TeamVerdict[]): string {
  const [first] = teams;
  return first !== undefined && teams.length === 1
    ? quoteName(first.team)
    : formatCount(teams.length, 'team');
}

function summarizeError(pin: Evaluated): string {
  const missing = pin.decision.teams.filter((team) => team.outcome === 'not-evaluated');
  const [first] = missing;
  if (first !== undefined) {
    const named = missing.slice(0, NAMED).map(describeMissing);
    return [...named, ...countRest(missing.length - named.length)].join(', ');
  }
  return shorten(firstSentence(pin.decision.reasons[0] ?? 'no reason was given'), 240);
}

function describeMissing(team: TeamVerdict): string {
  const name = quoteName(team.team);
  return team.notScored.length === 0
    ? `re-runs of ${name} could not be scored`
    : `${team.notScored.length} of ${formatCount(team.fixtures.length, 'fixture')} of ${name} could not be scored`;
}

/** The first letter small, as it goes on after a colon; the rest stands below the headline. */
function firstSentence(text: string): string {
  const [sentence = ''] = showHidden(text).split(/\.(?:\s|$)/, 1);
  return /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}

function describeMove({ baseline, candidate, outcome, test }: TeamVerdict): string {
  if (baseline === undefined) return formatCounts(candidate);
  const { look } = test ?? {};
  // Other fixtures' luck can hide in the first trials what the re-run confirmed.
  if (outcome === 'regressed' && look !== undefined && candidate.right >= baseline.right) {
    const { right } = look;
    const move = formatMove(
      { right: right.baseline, of: right.of },
      { right: right.candidate, of: right.of },
    );
    return `${move} in the re-run`;
  }
  return formatMove(baseline, candidate);
}
