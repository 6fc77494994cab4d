import type { CalibrationResult, PinCalibration } from '../../domain/calibration.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Annotation } from '../../domain/reportSink.ts';
import { showHidden } from '../escape.ts';

/** GitHub shows ten of a kind per step; more would only fill the log. */
const MOST = 50;

/** Everything that kept a calibration from being whole, each where it is. A calibration that is whole says nothing here. */
export function calibrationAnnotations({ problems, pins }: CalibrationResult): readonly Annotation[] {
  return [...problems, ...pins.flatMap(placeProblems)].slice(0, MOST).map((problem) => ({
    ...problem,
    level: 'error',
    title: 'Pin Gate: could not calibrate',
    message: showHidden(problem.message),
  }));
}

/** What has no place of its own stands on the pin. */
function placeProblems({ path, pin, problems }: PinCalibration): readonly Problem[] {
  const place = { file: path, ...(pin === undefined ? {} : { line: pin.versionLine }) };
  return problems.map((problem) =>
    problem.file === undefined ? { ...place, message: problem.message } : problem,
  );
}
