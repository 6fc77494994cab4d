import {
  type CalibrationResult,
  type Detection,
  isComplete,
  type PinCalibration,
  type Simulation,
  type TrialsOption,
} from '../../domain/calibration.ts';
import type { PolicySource } from '../../domain/policy.ts';
import type { Problem } from '../../domain/problem.ts';
import { advise } from './advise.ts';
import { calibrationHeadline, pinSentence } from './calibrationHeadline.ts';
import { CALIBRATION_SCHEMA_VERSION, type JsonCalibration } from './calibrationSchema.ts';

type JsonPin = JsonCalibration['pins'][number];
type JsonSimulation = NonNullable<JsonPin['simulation']>;
type JsonDetection = JsonSimulation['teams'][number]['broken'];

/**
 * `calibration.json`: JSON (see calibrationSchema) with a line break at the end, texts as they are, without replies.
 * Safe to print in a workflow's log: no text in it can start a workflow command.
 */
export function renderCalibrationJson(result: CalibrationResult): string {
  const report: JsonCalibration = {
    schemaVersion: CALIBRATION_SCHEMA_VERSION,
    complete: isComplete(result),
    headline: calibrationHeadline(result),
    commit: result.commit ?? null,
    runs: result.runs,
    startedAt: new Date(result.startedAt).toISOString(),
    durationMs: result.durationMs,
    pins: result.pins.map((pin) => toPin(pin, result.runs)),
    problems: result.problems.map(toProblem),
  };
  // Strings never start a line in JSON, so that `::` is harmless; a runner reads `##[` anywhere.
  return `${JSON.stringify(report, undefined, 2).replaceAll('##[', '#\\u0023[')}\n`;
}

function toPin(pin: PinCalibration, runs: number): JsonPin {
  const { path, config, source, calibration, problems, effort } = pin;
  return {
    path,
    sentence: pinSentence(pin, runs),
    version:
      config === undefined
        ? null
        : { agent: config.agent, version: config.version, name: config.name, model: config.model.id },
    policy: source === undefined ? null : toPolicy(source),
    observed: calibration?.observed ?? null,
    simulation: calibration?.simulation === undefined ? null : toSimulation(calibration.simulation),
    fixtures: (calibration?.fixtures ?? []).map((fixture) => ({
      ...fixture,
      flaky: fixture.right > 0 && fixture.right < fixture.of,
    })),
    advice: [...advise(pin)],
    problems: problems.map(toProblem),
    effort,
  };
}

function toPolicy({ policy, path, commit }: PolicySource): JsonPin['policy'] {
  const {
    rule,
    trials,
    rounds,
    alpha,
    'on-inconclusive': onInconclusive,
    'min-score': minScore,
  } = policy.policy;
  return {
    path,
    commit,
    rule,
    trials,
    rounds: [...rounds],
    alpha,
    onInconclusive,
    minScore: { ...minScore },
  };
}

function toSimulation({ moreRounds, teams, ...rest }: Simulation): JsonSimulation {
  return {
    ...rest,
    moreRounds:
      moreRounds === undefined
        ? null
        : { rounds: [...moreRounds.rounds], falseBlocks: moreRounds.falseBlocks },
    teams: teams.map((team) => ({
      ...team,
      rate: team.rate ?? null,
      ...toDetections(team),
      withTrials: team.withTrials.map((option) => ({ trials: option.trials, ...toDetections(option) })),
    })),
  };
}

function toDetections({ broken, halved }: Pick<TrialsOption, 'broken' | 'halved'>): {
  broken: JsonDetection;
  halved: JsonDetection;
} {
  return { broken: toDetection(broken), halved: toDetection(halved) };
}

function toDetection({ one, smallest }: Detection): JsonDetection {
  return { one: one ?? null, smallest: smallest ?? null };
}

function toProblem({ file, line, message }: Problem): JsonCalibration['problems'][number] {
  return { file: file ?? null, line: line ?? null, message };
}
