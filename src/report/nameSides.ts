import { shortenVersion, type VersionName } from './nameVersion.ts';

interface Side {
  readonly version: VersionName;
}

/**
 * The two versions as short as a table's head on a phone needs them: `v1` and `v2`. Versions of different agents can
 * have the same number; then the words tell them apart.
 */
export function nameSides({
  baseline,
  candidate,
}: {
  readonly baseline: Side | undefined;
  readonly candidate: Side;
}): {
  readonly baseline: string | undefined;
  readonly candidate: string;
} {
  const name = shortenVersion(candidate.version);
  if (baseline === undefined) return { baseline: undefined, candidate: name };
  const before = shortenVersion(baseline.version);
  return before === name
    ? { baseline: `Baseline ${before}`, candidate: `Candidate ${name}` }
    : { baseline: before, candidate: name };
}
