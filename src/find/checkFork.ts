import type { Change } from '../domain/change.ts';
import type { PinChange } from '../domain/pin.ts';
import type { Problem } from '../domain/problem.ts';

/**
 * Why this pin of a fork may not be evaluated, and what a maintainer can do; undefined when it may. Somebody
 * outside gets no say in what is run with the repository's key: only another version number of the agent that
 * the base branch pins, in the same file, and only if the workflow sets `forks: evaluate`. What runs nothing
 * (a removed or unchanged pin) is not asked about.
 */
export function checkFork(pin: PinChange, change: Change, forks: 'refuse' | 'evaluate'): Problem | undefined {
  if (!change.fromFork || pin.kind === 'removed' || pin.kind === 'unchanged') return undefined;
  const place = { file: pin.path, line: pin.candidate.versionLine };
  const reopen = 'a maintainer who trusts it can open the same change from a branch of this repository';

  const more = findMoreThanVersion(pin);
  if (more !== undefined) {
    return {
      ...place,
      message:
        `This pull request comes from a fork and ${more}. From a fork only another version of the agent that ` +
        `\`${change.baseName}\` pins can be evaluated; ${reopen}.`,
    };
  }
  if (forks === 'evaluate') return undefined;
  return {
    ...place,
    message:
      `This pull request comes from a fork, and this workflow does not evaluate forks: ${reopen}, or set ` +
      '`forks: evaluate` in the workflow. The risk of that: anybody who can open a pull request can then spend ' +
      "on the repository's API key, by asking for any version of the pinned agent, up to `max-cost-usd` a run.",
  };
}

function findMoreThanVersion(pin: Exclude<PinChange, { kind: 'removed' | 'unchanged' }>): string | undefined {
  if (pin.kind === 'added') return 'adds a pin';
  if (pin.kind === 'drafted') return 'asks for a new version (`version: next`)';
  if (pin.kind === 'moved-agent') return 'pins another agent';
  return pin.previousPath === undefined ? undefined : `moves the pin from \`${pin.previousPath}\``;
}
