import type { PinResult } from '../domain/result.ts';

/** A version by its number, or `draft` where none was made of it. */
export type VersionName = number | 'draft';

/** What the candidate of a pin is called: never the pin's word `next`, which is another version every time. */
export function nameCandidate({ candidate, draft }: Extract<PinResult, { state: 'evaluated' }>): VersionName {
  const { version } = candidate.pin;
  return version === 'next' ? (draft?.version ?? 'draft') : version;
}

/** In a sentence: `version 3` or `the draft`. */
export function nameVersion(version: VersionName): string {
  return version === 'draft' ? 'the draft' : `version ${version}`;
}

/** Where there is little room: `v3` or `draft`. */
export function shortenVersion(version: VersionName): string {
  return version === 'draft' ? 'draft' : `v${version}`;
}
