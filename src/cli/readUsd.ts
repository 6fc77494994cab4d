import { InvalidArgumentError } from 'commander';
import { parseUsd, USD_EXPECTED } from '../config/parseCalibration.ts';

/** Reads the value of an option that is an amount in US dollars, by the rule for the Action's input. */
export function readUsd(text: string): number {
  const usd = parseUsd(text);
  if (usd === undefined) throw new InvalidArgumentError(`Expected ${USD_EXPECTED}.`);
  return usd;
}
