import type { Evaluation } from './buildReport.ts';

/**
 * The two versions as short as a table's head on a phone needs them: `v1` and `v2`. Versions of different agents can
 * have the same number; then the words tell them apart.
 */
export function nameSides({ baseline, candidate }: Evaluation): {
  readonly baseline: string | undefined;
  readonly candidate: string;
} {
  const name = `v${candidate.version}`;
  if (baseline === undefined) return { baseline: undefined, candidate: name };
  return baseline.version === candidate.version
    ? { baseline: `Baseline ${name}`, candidate: `Candidate ${name}` }
    : { baseline: `v${baseline.version}`, candidate: name };
}
