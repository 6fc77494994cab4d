import { pinVerdict } from '../domain/pinVerdict.ts';
import type { Problem } from '../domain/problem.ts';
import type { PinResult, RunResult } from '../domain/result.ts';
import { shorten } from '../domain/shorten.ts';
import type { TeamVerdict } from '../domain/verdict.ts';
import { showHidden } from './escape.ts';
import { formatCount } from './formatEffort.ts';
import { formatCounts, formatMove } from './formatScore.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;
type PinVerdict = RunResult['verdict'];

/** How many teams or pins a headline names before it counts the rest. */
const NAMED = 2;

const WORDS: Readonly<Record<PinVerdict, string>> = {
  passed: 'Passed',
  blocked: 'Blocked',
  error: 'Could not evaluate',
  skipped: 'Skipped',
};

/** Beside the word, never in its place. */
export const ICONS: Readonly<Record<PinVerdict, string>> = {
  passed: '✅',
  blocked: '❌',
  error: '⚠️',
  skipped: '⚪',
};

/**
 * The verdict in one sentence that suffices alone: `` Blocked: `billing` regressed: 4/5 → 2/5 ``. Names stand in
 * backticks; texts of any origin in it are shortened and on one line, but not escaped.
 */
export function headline(result: RunResult): string {
  return `${WORDS[result.verdict]}: ${summarizeRun(result)}`;
}

/** The same for one pin: `` Blocked: rollback from version 2 to 1: … ``. */
export function pinHeadline(pin: PinResult): string {
  return `${WORDS[pinVerdict(pin)]}: ${summarizePin(pin)}`;
}

/** A name of any origin as part of a sentence. */
export function quoteName(name: string): string {
  return `\`${showHidden(shorten(name, 80)).replaceAll('`', "'")}\``;
}

function summarizeRun(result: RunResult): string {
  const changed = result.pins.filter((pin) => pin.state !== 'unchanged');
  const worst = changed.filter((pin) => pinVerdict(pin) === result.verdict);
  const [first] = worst;
  if (first === undefined) return summarizeWithoutPins(result);
  if (changed.length === 1) return summarizePin(first);

  if (result.verdict === 'passed') return summarizePassedPins(changed);
  const named = worst.slice(0, NAMED).map((pin) => `${quoteName(pin.path)}: ${summarizePin(pin)}`);
  const others = countOthers(changed, result.verdict);
  return [
    `${worst.length} of ${formatCount(changed.length, 'pin')}${others === '' ? '' : ` (${others})`}`,
    [...named, ...countRest(worst.length - named.length)].join('; '),
  ].join(': ');
}

/** Nothing of the run's verdict comes from a pin: problems of the run as a whole, or nothing changed. */
function summarizeWithoutPins(result: RunResult): string {
  if (result.problems.length > 0) return summarizeProblems(result.problems);
  if (result.verdict === 'error') return 'the run did not get far enough to say why; see its log';
  if (result.change?.kind === 'merge-group') return 'the merge group changes no pin';
  return result.change?.kind === 'pull-request' ? 'the pull request changes no pin' : 'no pin has changed';
}

function countOthers(pins: readonly PinResult[], verdict: PinVerdict): string {
  const others: readonly (readonly [PinVerdict, string])[] = [
    ['blocked', 'blocked'],
    ['error', 'could not be evaluated'],
    ['passed', 'passed'],
  ];
  return others
    .map(([other, words]) => [pins.filter((pin) => pinVerdict(pin) === other).length, other, words] as const)
    .filter(([count, other]) => other !== verdict && count > 0)
    .map(([count, , words]) => `${count} ${words}`)
    .join(', ');
}

function summarizePassedPins(pins: readonly PinResult[]): string {
  const count = (holds: (pin: PinResult) => boolean, one: string, many = one) => {
    const found = pins.filter(holds).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`];
  };
  const evaluatedAs = (change: Evaluated['change']) => (pin: PinResult) =>
    pin.state === 'evaluated' && pin.change === change;
  const special = [
    ...count(evaluatedAs('added'), 'new without a baseline'),
    ...count(evaluatedAs('rolled-back'), 'rolled back'),
    ...count(evaluatedAs('moved-agent'), 'moved to another agent'),
    ...count((pin) => pin.state === 'removed', 'removed'),
  ].join(', ');
  const total = formatCount(pins.length, 'pin');
  return `${total}${special === '' ? '' : ` (${special})`}, no team is worse off`;
}

function summarizePin(pin: PinResult): string {
  switch (pin.state) {
    case 'evaluated':
      return [...describeChange(pin), summarizeDecision(pin)].join(': ');
    case 'failed':
      return summarizeProblems(pin.problems);
    case 'removed':
      return `${quoteName(pin.path)} is removed, so there is nothing to evaluate`;
    case 'unchanged':
      return `${quoteName(pin.path)} still pins version ${pin.baseline.version}`;
  }
}

function describeChange(pin: Evaluated): readonly string[] {
  const version = pin.candidate.pin.version;
  switch (pin.change) {
    case 'bumped':
      return [];
    case 'rolled-back':
      return [`rollback from version ${pin.baseline?.pin.version ?? 'unknown'} to ${version}`];
    case 'moved-agent':
      return ['moved to another agent'];
    case 'added':
      return ['new pin without a baseline'];
  }
}

function summarizeDecision(pin: Evaluated): string {
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

/** `` `billing` regressed: 4/5 → 2/5 ``, or with several teams `` 3 teams regressed: `billing` 4/5 → 2/5, … ``. */
function listTeams(
  teams: readonly TeamVerdict[],
  verb: string,
  describe: (team: TeamVerdict) => string,
): readonly string[] {
  const [first] = teams;
  if (first === undefined) return [];
  if (teams.length === 1) return [`${quoteName(first.team)} ${verb}: ${describe(first)}`];
  const named = teams.slice(0, NAMED).map((team) => `${quoteName(team.team)} ${describe(team)}`);
  const rest = teams.length - named.length;
  const list = rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(' and ');
  return [`${teams.length} teams ${verb}: ${list}`];
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
      : [`${nameTeams(unprotected)} unprotected (the baseline gets nothing right there)`]),
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

function summarizeProblems(problems: readonly Problem[]): string {
  const [first] = problems;
  if (first === undefined) return 'no reason was given';
  const place = [first.file, first.line].filter((part) => part !== undefined).join(':');
  const message = shorten(showHidden(first.message), 280).replace(/\.$/, '');
  const sentence = place === '' ? message : `${quoteName(place)}: ${message}`;
  const rest = problems.length - 1;
  return rest === 0 ? sentence : `${sentence} (and ${formatCount(rest, 'more problem', 'more problems')})`;
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

/** A floor from `min-score`, 0 to 1, as a share: `60%`. */
export function formatFloor(floor: number): string {
  return `${Math.round(floor * 10_000) / 100}%`;
}

function countRest(count: number): readonly string[] {
  return count > 0 ? [`and ${count} more`] : [];
}
