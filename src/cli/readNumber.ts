import { InvalidArgumentError } from 'commander';

/** Reads the value of an option that is a whole number. */
export function readNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 0.');
  return Number(text);
}
