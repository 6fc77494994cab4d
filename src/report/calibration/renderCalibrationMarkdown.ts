import type { Calibration, CalibrationResult, PinCalibration, Simulation } from '../../domain/calibration.ts';
import { codeSpan, escapeSentence } from '../escape.ts';
import { fit } from '../fit.ts';
import { formatCount, formatDuration, formatMoney } from '../formatEffort.ts';
import { commitLink, fileUrl, link, webUrl } from '../links.ts';
import { type Align, fold, joinBlocks, list, table } from '../markdown.ts';
import { renderProblems } from '../renderProblems.ts';
import { renderSentences } from '../renderSentences.ts';
import { SUMMARY_LIMIT } from '../renderSummary.ts';
import type { ReportContext } from '../reportContext.ts';
import { advise } from './advise.ts';
import { calibrationHeadline, pinSentence } from './calibrationHeadline.ts';
import { listFlaky, listReasons, orderTeamsByNeed } from './calibrationRows.ts';
import { DETECTION_NOTE, describeDetection } from './describeDetection.ts';
import { formatRate } from './formatRate.ts';

/** How many of each are printed; the last has to be short by construction. */
const ROOM = [
  { pins: 200, teams: 200, flaky: 100 },
  { pins: 50, teams: 50, flaky: 20 },
  { pins: 20, teams: 10, flaky: 5 },
  { pins: 0, teams: 0, flaky: 0 },
];
type Room = (typeof ROOM)[number];

/** The job summary of a calibration, fitted to what GitHub takes. Holds nothing that an agent replied. */
export function renderCalibrationMarkdown(result: CalibrationResult, context: ReportContext): string {
  const versions = ROOM.map((room) => () => renderAll(result, context, room));
  return fit(versions, SUMMARY_LIMIT, (text) => Buffer.byteLength(text));
}

function renderAll(result: CalibrationResult, context: ReportContext, room: Room): string {
  const { pins, problems } = result;
  const shown = pins.slice(0, room.pins);
  const rest = pins.length - shown.length;
  return joinBlocks([
    `### 📏 ${escapeSentence(calibrationHeadline(result), 800)}`,
    ...list(renderProblems(problems, 200)),
    ...shown.flatMap((pin) => renderPin(pin, { result, context, room })),
    ...(rest > 0 ? [`… and ${formatCount(rest, 'more pin')}: all of them are in \`calibration.json\`.`] : []),
    renderFooter(result, context),
  ]);
}

interface Place {
  readonly result: CalibrationResult;
  readonly context: ReportContext;
  readonly room: Room;
}

function renderPin(pin: PinCalibration, place: Place): readonly string[] {
  const { result, context, room } = place;
  const url =
    result.commit === undefined ? undefined : fileUrl(context, result.commit, pin.path, pin.pin?.versionLine);
  const name = link(codeSpan(pin.path), url);
  const alone = result.pins.length === 1;
  return [
    ...(alone ? [] : [titlePin(pin, name, result.runs)]),
    ...(pin.config === undefined ? [] : [describeWhat(pin, alone ? `${name}: version` : 'Version', context)]),
    ...list(renderProblems(pin.problems, 50)),
    ...(pin.calibration === undefined ? [] : renderCalibration(pin, pin.calibration, room)),
  ];
}

/** Where nothing was calibrated, why stands below. */
function titlePin(pin: PinCalibration, name: string, runs: number): string {
  const what =
    pin.calibration === undefined ? 'could not be calibrated' : escapeSentence(pinSentence(pin, runs), 800);
  return `#### ${name}: ${what}`;
}

function describeWhat(
  { config, source, calibration }: PinCalibration,
  start: string,
  context: ReportContext,
): string {
  const policy =
    source === undefined
      ? ''
      : `, rule ${codeSpan(source.policy.policy.rule)} of ${link(codeSpan(source.path), fileUrl(context, source.commit, source.path))}`;
  const fixtures =
    calibration === undefined ? '' : `, ${formatCount(calibration.fixtures.length, 'fixture')}`;
  return `${start} **${config?.version ?? 'unknown'}** of agent ${codeSpan(config?.name ?? '')} on ${codeSpan(config?.model.id ?? '', 60)}${fixtures}${policy}`;
}

function renderCalibration(pin: PinCalibration, calibration: Calibration, room: Room): readonly string[] {
  const { simulation, observed } = calibration;
  const advice = renderSentences(advise(pin), 50);
  return [
    ...table(
      [
        ['Falsely blocked', 'left'],
        [`in ${formatCount(observed.blocked.of, 'run')}`, 'right'],
        ...(simulation === undefined
          ? []
          : [[`simulated, ${formatCount(simulation.runs, 'run')}`, 'right'] as const]),
      ],
      listReasons(calibration).map((row, index) => (index === 0 ? row.map((cell) => `**${cell}**`) : row)),
    ),
    ...(simulation === undefined
      ? ['Nothing was simulated, because the calibration was stopped.']
      : renderTeams(simulation, room)),
    ...renderFlaky(calibration, room),
    ...(advice.length === 0 ? [] : ['**What would help**', ...list(advice)]),
    ...(simulation === undefined ? [] : renderMoreTrials(simulation, room)),
  ];
}

function renderTeams(simulation: Simulation, room: Room): readonly string[] {
  const teams = orderTeamsByNeed(simulation.teams);
  const columns: readonly (readonly [string, Align])[] = [
    ['Team', 'left'],
    ['Fixtures', 'right'],
    ['Right', 'right'],
    ['Flaky', 'right'],
    ['Falsely blocked', 'right'],
    ['Broken for good: caught from', 'left'],
    ['Half as often right: caught from', 'left'],
  ];
  const rows = teams
    .slice(0, room.teams)
    .map((team) => [
      codeSpan(team.team, 60),
      String(team.fixtures),
      team.rate === undefined ? '' : formatRate(team.rate),
      String(team.flaky),
      formatRate(team.falselyBlocked),
      describeDetection(team.broken, team),
      describeDetection(team.halved, team),
    ]);
  return [
    '**The smallest loss that each team would see**',
    ...table(columns, rows),
    ...countRest(teams.length - rows.length, 'team'),
    `<sub>${DETECTION_NOTE}</sub>`,
  ];
}

function renderFlaky({ fixtures }: Calibration, room: Room): readonly string[] {
  const flaky = listFlaky(fixtures);
  if (flaky.length === 0) return ['🎲 No fixture is flaky: each was always right, or never.'];
  const rows = flaky
    .slice(0, room.flaky)
    .map(({ id, team, right, of }) => [
      codeSpan(id, 60),
      codeSpan(team, 60),
      `${right}/${of}`,
      formatRate(right / of),
    ]);
  return [
    `🎲 **Flaky fixtures**: ${flaky.length} of ${fixtures.length}, right in some trials and wrong in others on one and the same version`,
    ...table(
      [
        ['Fixture', 'left'],
        ['Team', 'left'],
        ['Right', 'right'],
        ['Pass rate', 'right'],
      ],
      rows,
    ),
    ...countRest(flaky.length - rows.length, 'fixture'),
  ];
}

function renderMoreTrials(
  { teams, firstSessions, extraSessions }: Simulation,
  room: Room,
): readonly string[] {
  const [first] = teams;
  if (first === undefined || first.withTrials.length === 0) return [];
  const trials = first.withTrials.map((option) => option.trials);
  const rows = orderTeamsByNeed(teams)
    .slice(0, room.teams)
    .map((team) => [
      codeSpan(team.team, 60),
      ...team.withTrials.flatMap(({ broken, halved }) => [
        describeDetection(broken, team),
        describeDetection(halved, team),
      ]),
    ]);
  return fold(
    `With more trials of each fixture (${trials.map((count) => `<code>trials: ${count}</code>`).join(', ')})`,
    [
      ...table(
        [
          ['Team', 'left'],
          ...trials.flatMap((count) => [
            [`${count} trials: broken for good`, 'left'] as const,
            [`${count} trials: half as often right`, 'left'] as const,
          ]),
        ],
        rows,
      ),
      `Now a run takes ${formatCount(firstSessions, 'session')}, and about ${formatCount(Math.round(extraSessions), 'more', 'more')} for what is run again; the first number grows with the trials.`,
    ],
  );
}

function countRest(rest: number, noun: string): readonly string[] {
  return rest > 0
    ? [`… and ${formatCount(rest, `more ${noun}`)}: all of them are in \`calibration.json\`.`]
    : [];
}

function renderFooter({ pins, commit, durationMs }: CalibrationResult, context: ReportContext): string {
  const sessions = pins.reduce((sum, { effort }) => sum + effort.sessions, 0);
  const cost = pins.reduce((sum, { effort }) => sum + effort.costUsd, 0);
  const seed = pins.find(({ calibration }) => calibration?.simulation !== undefined)?.calibration?.simulation
    ?.seed;
  const run = webUrl(context.runUrl);
  const parts = [
    ...(commit === undefined ? [] : [`at ${commitLink(context, commit)}`]),
    escapeSentence(
      [formatCount(sessions, 'session'), formatMoney(cost), formatDuration(durationMs)].join(', '),
    ),
    ...(seed === undefined ? [] : [`simulated with seed ${seed}`]),
    ...(run === undefined ? [] : [link('run', run)]),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}
