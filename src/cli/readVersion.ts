import { InvalidArgumentError } from 'commander';
import { parseVersion, VERSION_EXPECTED } from '../config/parseVersion.ts';

/** Reads the value of an option that is a version, by the rule for the Action's input. */
export function readVersion(text: string): number {
  const version = parseVersion(text);
  if (version === undefined) throw new InvalidArgumentError(`Expected ${VERSION_EXPECTED}.`);
  return version;
}
