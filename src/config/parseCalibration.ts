/** How often a version runs against itself unless somebody says otherwise. */
export const DEFAULT_RUNS = 5;
const MOST_RUNS = 1000;

/** The end of a sentence whose subject is a setting: what it should be. */
export const RUNS_EXPECTED = `a whole number from 1 to ${MOST_RUNS}, such as 5`;
export const USD_EXPECTED = 'an amount of US dollars above 0, such as 20';

/** A number of runs as a person types it; undefined if it is none. */
export function parseRuns(text: string): number | undefined {
  if (!/^[1-9]\d{0,3}$/.test(text)) return undefined;
  const runs = Number(text);
  return runs <= MOST_RUNS ? runs : undefined;
}

/** An amount as a person types it, without a currency sign; undefined if it is none. */
export function parseUsd(text: string): number | undefined {
  if (!/^\d{1,9}(?:\.\d{1,6})?$/.test(text)) return undefined;
  const usd = Number(text);
  return usd > 0 ? usd : undefined;
}
