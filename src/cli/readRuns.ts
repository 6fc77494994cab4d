import { InvalidArgumentError } from 'commander';
import { parseRuns, RUNS_EXPECTED } from '../config/parseCalibration.ts';

/** Reads the value of an option that is a number of runs, by the rule for the Action's input. */
export function readRuns(text: string): number {
  const runs = parseRuns(text);
  if (runs === undefined) throw new InvalidArgumentError(`Expected ${RUNS_EXPECTED}.`);
  return runs;
}
