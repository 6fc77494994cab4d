import type { Detection, PinCalibration, Simulation, TeamCalibration } from '../../domain/calibration.ts';
import { formatCount } from '../formatEffort.ts';
import { quoteName } from '../quoteName.ts';
import { formatRate } from './formatRate.ts';

/** A false-block rate above this is worth doing something about. */
const TOO_OFTEN = 0.05;
/** A share of simulated runs that a reason has to block before it gets a sentence. */
const WORTH_SAYING = 0.01;
/** With this many runs and no block, 95 % intervals end at 10 %: 1 − 0.025^(1/36). */
const RUNS_FOR_TEN_PERCENT = 36;
/** Names that a sentence lists. */
const NAMED = 5;

/** What would make the gate better here, as sentences. Not escaped: names of teams stand in backticks. */
export function advise({ calibration, source }: PinCalibration): readonly string[] {
  const simulation = calibration?.simulation;
  if (calibration === undefined || source === undefined) return [];
  const { count, of, high } = calibration.observed.blocked;
  return [
    ...(simulation === undefined ? [] : adviseFromSimulation(simulation, source.policy.policy.rule)),
    ...(count === 0 && high > 0.1
      ? [
          `${formatCount(of, 'run')} alone ${of === 1 ? 'says' : 'say'} little: ${RUNS_FOR_TEN_PERCENT} runs without a block would show that the rate is under 10%. The simulation is the better guide as long as it fits.`,
        ]
      : []),
  ];
}

function adviseFromSimulation(simulation: Simulation, rule: 'confirmed' | 'any-drop'): readonly string[] {
  return [
    ...explainMisfit(simulation),
    ...adviseOnRule(simulation, rule),
    ...adviseOnFloors(simulation),
    ...adviseOnRounds(simulation),
    ...adviseOnUnprotected(simulation.teams),
    ...adviseOnBreaks(simulation.teams),
    ...adviseOnPartialBreaks(simulation.teams),
  ];
}

function explainMisfit({ chanceOfObserved }: Simulation): readonly string[] {
  return chanceOfObserved >= 0.05
    ? []
    : [
        'More runs were blocked than the simulation explains. It takes trials for independent; replies that share a mood for a whole run, or a service that changed meanwhile, are not. Trust the observed rate.',
      ];
}

function adviseOnRule(
  { falseBlocks, otherRule }: Simulation,
  rule: 'confirmed' | 'any-drop',
): readonly string[] {
  const other = otherRule.falseBlocks.blocked;
  const own = falseBlocks.blocked.count / falseBlocks.blocked.of;
  if (rule === 'any-drop') {
    return [
      `\`rule: any-drop\` blocks ${formatRate(own)} of such runs; \`rule: confirmed\` would block ${formatRate(other.count / other.of)} (simulated).`,
    ];
  }
  if (own <= TOO_OFTEN) return [];
  return [
    `A gate that blocks ${formatRate(own)} of harmless changes gets switched off: mend or relabel the flakiest fixtures first.`,
  ];
}

function adviseOnFloors({ teams }: Simulation): readonly string[] {
  const near = teams.filter(({ belowFloor }) => belowFloor >= WORTH_SAYING);
  if (near.length === 0) return [];
  const named = listNames(near, ({ belowFloor }) => `in ${formatRate(belowFloor)} of simulated runs`);
  return [
    `\`min-score\` is too close to what the version reaches, and blocks by luck: ${named}. Lower the floor, or give the team more fixtures or \`policy.trials\`.`,
  ];
}

function adviseOnRounds({ falseBlocks, moreRounds, runs }: Simulation): readonly string[] {
  if (moreRounds === undefined) return [];
  const [now, then] = [falseBlocks.inconclusive / runs, moreRounds.falseBlocks.inconclusive / runs];
  return [
    `${formatRate(now)} of simulated runs end inconclusive; with \`rounds: [${moreRounds.rounds.join(', ')}]\` ${formatRate(then)} would.`,
  ];
}

function adviseOnUnprotected(teams: readonly TeamCalibration[]): readonly string[] {
  const unprotected = teams.filter(({ able }) => able === 0);
  if (unprotected.length === 0) return [];
  return [
    `Not protected: ${listNames(unprotected)}. No fixture there is right in at least half of its trials, so none can be seen to break. Check the labels, or add fixtures that the version gets right.`,
  ];
}

function adviseOnBreaks(teams: readonly TeamCalibration[]): readonly string[] {
  const weak = teams.filter(({ able, broken }) => able > 0 && broken.smallest !== 1);
  if (weak.length === 0) return [];
  const named = listNames(weak, ({ broken }) => `in ${formatRate(broken.one ?? 0)} of runs`);
  const helps = describeTrials(weak, ({ broken }) => broken);
  return [`One fixture broken for good is not always caught: ${named}. ${helps}`];
}

function adviseOnPartialBreaks(teams: readonly TeamCalibration[]): readonly string[] {
  const able = teams.filter((team) => team.able > 0);
  if (able.length === 0) return [];
  const short = able.filter(
    ({ halved, able: has }) => halved.smallest !== undefined && halved.smallest > has,
  );
  const lacking =
    short.length === 0
      ? ''
      : ` Too few of them are right now in ${listNames(short, ({ halved, able: has }) => `${(halved.smallest ?? 0) - has} more needed`)}.`;
  const smallest = able.map(({ halved }) => halved.smallest);
  const seen = smallest.every((one) => one === undefined)
    ? 'is not reliably caught even when it shows on 32 fixtures of a team.'
    : `is caught once it shows on ${formatRange(smallest)} of a team: have at least so many of every kind that matters.`;
  return [
    `A partial break, where a kind of case is right half as often as now, ${seen}${lacking} ${describeTrials(able, ({ halved }) => halved)}`,
  ];
}

/** What other numbers of trials would make of it. */
function describeTrials(
  teams: readonly TeamCalibration[],
  choose: (team: Pick<TeamCalibration, 'broken' | 'halved'>) => Detection,
): string {
  const now = formatRange(teams.map((team) => choose(team).smallest));
  const options = (teams[0]?.withTrials ?? []).map(({ trials }, index) => ({
    trials,
    takes: formatRange(
      teams.map((team) => {
        const option = team.withTrials[index];
        return option === undefined ? undefined : choose(option).smallest;
      }),
    ),
  }));
  if (options.length === 0) return '';
  const changing = options.filter(({ takes }) => takes !== now);
  const name = (some: typeof options) => some.map(({ trials }) => `\`trials: ${trials}\``).join(' or ');
  if (changing.length === 0) return `More trials (${name(options)}) would not change that.`;
  const results = [...new Set(changing.map(({ takes }) => takes))];
  const says = results.map(
    (result) => `with ${name(changing.filter(({ takes }) => takes === result))} it takes ${result}`,
  );
  return `${says.join(', ').replace(/^w/, 'W')}.`;
}

/** `3 to 5 fixtures`; more than were tried is said as such. */
function formatRange(numbers: readonly (number | undefined)[]): string {
  const known = numbers.filter((one) => one !== undefined);
  if (known.length === 0) return 'more than 32 fixtures';
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (known.length < numbers.length) return `${least} to more than 32 fixtures`;
  return least === most ? formatCount(least, 'fixture') : `${least} to ${formatCount(most, 'fixture')}`;
}

function listNames(teams: readonly TeamCalibration[], describe?: (team: TeamCalibration) => string): string {
  const named = teams
    .slice(0, NAMED)
    .map((team) => `${quoteName(team.team)}${describe === undefined ? '' : ` (${describe(team)})`}`);
  const rest = teams.length - named.length;
  return [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}
