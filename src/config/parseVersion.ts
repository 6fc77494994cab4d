/** The end of a sentence whose subject is a setting: what it should be. */
export const VERSION_EXPECTED = 'the number of a version, such as 2';

/** A version as a person types it; undefined if it is none. */
export function parseVersion(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
