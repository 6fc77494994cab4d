import { type CalibrationResult, isComplete, type PinCalibration } from '../../domain/calibration.ts';
import { formatProblem } from '../../domain/problem.ts';
import { shorten } from '../../domain/shorten.ts';
import { formatCount } from '../formatEffort.ts';
import { formatInterval, formatRate } from './formatRate.ts';

/** The whole calibration in one sentence. Not escaped: names of any origin may stand in it. */
export function calibrationHeadline(result: CalibrationResult): string {
  const [only] = result.pins;
  if (only === undefined || result.problems.length > 0) {
    return `Could not calibrate: ${summarize(result.problems[0])}`;
  }
  if (result.pins.length === 1) return pinSentence(only, result.runs);
  const finished = result.pins.flatMap(({ calibration }) => calibration?.observed.blocked ?? []);
  const runs = finished.reduce((sum, { of }) => sum + of, 0);
  const blocked = finished.reduce((sum, { count }) => sum + count, 0);
  const pins = formatCount(result.pins.length, 'pin');
  const sentence = `Of ${formatCount(runs, 'run')} of the versions of ${pins} against themselves, ${countBlocked(blocked)} blocked`;
  return isComplete(result)
    ? sentence
    : `Not finished: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

/** One pin in one sentence: what was observed, with its interval, and what was simulated, called that. */
export function pinSentence({ pin, calibration, problems }: PinCalibration, asked: number): string {
  if (calibration === undefined) return `Could not calibrate: ${summarize(problems[0])}`;
  const { observed, simulation } = calibration;
  const { count, of } = observed.blocked;
  const what = `of version ${pin?.version ?? 'unknown'} against itself`;
  const seen =
    of === 1
      ? `the one run ${what} was ${count === 0 ? 'not blocked' : 'blocked'}`
      : `of ${of} runs ${what}, ${countBlocked(count)} blocked`;
  const start =
    problems.length === 0
      ? `${seen.charAt(0).toUpperCase()}${seen.slice(1)}`
      : `Ended after ${of} of ${asked} runs: ${seen}`;
  const interval = `(95% interval ${formatInterval(observed.blocked)})`;
  if (simulation === undefined) return `${start} ${interval}`;
  const { blocked } = simulation.falseBlocks;
  return `${start} ${interval}; simulated from the observed pass rates, ${formatRate(blocked.count / blocked.of)} would be`;
}

function countBlocked(count: number): string {
  return count === 0 ? 'none was' : count === 1 ? '1 was' : `${count} were`;
}

function summarize(problem: PinCalibration['problems'][number] | undefined): string {
  return problem === undefined
    ? 'no reason was given'
    : shorten(formatProblem(problem), 280).replace(/\.$/, '');
}
