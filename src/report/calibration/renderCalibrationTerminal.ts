import type { Calibration, CalibrationResult, PinCalibration, Simulation } from '../../domain/calibration.ts';
import { formatProblem } from '../../domain/problem.ts';
import { escapeLogLine } from '../escape.ts';
import { formatCount, formatDuration, formatMoney } from '../formatEffort.ts';
import { drawTable, ROWS, toList } from '../terminal.ts';
import { advise } from './advise.ts';
import { calibrationHeadline, pinSentence } from './calibrationHeadline.ts';
import { listFlaky, listReasons, orderTeamsByNeed } from './calibrationRows.ts';
import { DETECTION_NOTE, describeDetection } from './describeDetection.ts';
import { formatRate } from './formatRate.ts';

/**
 * A calibration as plain text for a terminal or a log, a line break at the end. Holds nothing that an agent replied, and
 * no control character or workflow command from any text of the result.
 */
export function renderCalibrationTerminal(
  result: CalibrationResult,
  options: { readonly color?: boolean } = {},
): string {
  const paint = (text: string) => (options.color === true ? `\u001b[1m${text}\u001b[0m` : text);
  const alone = result.pins.length === 1;
  const blocks = [
    paint(`📏 ${escapeLogLine(calibrationHeadline(result))}`),
    ...toList(result.problems.map(formatProblem)),
    ...result.pins.flatMap((pin) => [
      ...(alone ? [] : [paint(escapeLogLine(`📏 ${pin.path}: ${pinSentence(pin, result.runs)}`))]),
      ...renderPin(pin),
    ]),
    renderEffort(result),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function renderPin({ path, config, source, problems, ...pin }: PinCalibration): readonly string[] {
  const what =
    config === undefined
      ? []
      : [
          escapeLogLine(
            `${path}: version ${config.version} of agent ${config.name}, policy ${source?.path ?? 'unknown'} at ${source?.commit.slice(0, 12) ?? 'unknown'}`,
          ),
        ];
  const { calibration } = pin;
  return [
    ...what,
    ...toList(problems.map(formatProblem)),
    ...(calibration === undefined
      ? []
      : renderCalibration(calibration, advise({ path, config, source, problems, ...pin }))),
  ];
}

function renderCalibration(calibration: Calibration, advice: readonly string[]): readonly string[] {
  const { observed, simulation } = calibration;
  return [
    drawTable(
      [
        'Falsely blocked',
        `in ${formatCount(observed.blocked.of, 'run')}`,
        ...(simulation === undefined ? [] : [`simulated, ${formatCount(simulation.runs, 'run')}`]),
      ],
      listReasons(calibration),
      ['left', 'right', 'right'],
    ),
    ...(simulation === undefined
      ? ['Nothing was simulated, because the calibration was stopped.']
      : renderTeams(simulation)),
    ...renderFlaky(calibration),
    ...(advice.length === 0 ? [] : ['What would help', ...toList(advice)]),
  ];
}

function renderTeams(simulation: Simulation): readonly string[] {
  const teams = orderTeamsByNeed(simulation.teams);
  const rows = teams
    .slice(0, ROWS)
    .map((team) => [
      team.team,
      String(team.fixtures),
      team.rate === undefined ? '' : formatRate(team.rate),
      String(team.flaky),
      formatRate(team.falselyBlocked),
      describeDetection(team.broken, team),
      describeDetection(team.halved, team),
    ]);
  return [
    'The smallest loss that each team would see',
    drawTable(
      [
        'Team',
        'Fixtures',
        'Right',
        'Flaky',
        'Falsely blocked',
        'Broken for good: from',
        'Half as often right: from',
      ],
      rows,
      ['left', 'right', 'right', 'right', 'right', 'left', 'left'],
    ),
    ...countRest(teams.length - rows.length, 'team'),
    DETECTION_NOTE,
  ];
}

function renderFlaky({ fixtures }: Calibration): readonly string[] {
  const flaky = listFlaky(fixtures);
  if (flaky.length === 0) return ['🎲 No fixture is flaky: each was always right, or never.'];
  const rows = flaky
    .slice(0, ROWS)
    .map(({ id, team, right, of }) => [id, team, `${right}/${of}`, formatRate(right / of)]);
  return [
    `🎲 Flaky fixtures: ${flaky.length} of ${fixtures.length}, right in some trials and wrong in others on one and the same version`,
    drawTable(['Fixture', 'Team', 'Right', 'Pass rate'], rows, ['left', 'left', 'right', 'right']),
    ...countRest(flaky.length - rows.length, 'fixture'),
  ];
}

function countRest(rest: number, noun: string): readonly string[] {
  return rest > 0 ? [`… and ${formatCount(rest, `more ${noun}`)}: --json has all of them.`] : [];
}

function renderEffort({ pins, durationMs }: CalibrationResult): string {
  const sessions = pins.reduce((sum, { effort }) => sum + effort.sessions, 0);
  const cost = pins.reduce((sum, { effort }) => sum + effort.costUsd, 0);
  const seed = pins.find(({ calibration }) => calibration?.simulation !== undefined)?.calibration?.simulation
    ?.seed;
  const simulated = seed === undefined ? '' : `; simulated with seed ${seed}`;
  return `${formatCount(sessions, 'session')}, ${formatMoney(cost)}, ${formatDuration(durationMs)}${simulated}`;
}
