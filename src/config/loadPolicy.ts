import { posix } from 'node:path';
import type { Change } from '../domain/change.ts';
import type { EvaluatedPinChange } from '../domain/pin.ts';
import type { PolicySource } from '../domain/policy.ts';
import { GateError } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { type PolicyFile, readPolicy } from './readPolicy.ts';

export interface LoadedPolicy {
  readonly source: PolicySource;
  readonly file: PolicyFile;
}

/** The path of the policy of a pin: `gate.yml` in the same folder. */
export function policyPathOf(pinPath: string): string {
  return posix.join(posix.dirname(pinPath), 'gate.yml');
}

/**
 * The policy that judges a pin: the base branch's, so that no change can rewrite the rules it is judged by.
 * Only where the base has none is it the head's, and never a fork's.
 * Throws a `GateError` when there is no policy at all or it has problems.
 */
export async function loadPolicy(
  repository: Repository,
  change: Change,
  pin: EvaluatedPinChange,
): Promise<LoadedPolicy> {
  const previousPath = 'previousPath' in pin ? pin.previousPath : undefined;
  const places = [
    { from: 'base', commit: change.base, path: policyPathOf(previousPath ?? pin.path) },
    ...(change.fromFork
      ? []
      : [{ from: 'head', commit: change.head, path: policyPathOf(pin.path) } as const]),
  ] as const;
  for (const { from, commit, path } of places) {
    const bytes = await repository.read(commit, path);
    if (bytes === undefined) continue;
    const file = readPolicy(path, bytes);
    return { source: { policy: file.policy, path, commit, from }, file };
  }
  throw new GateError({
    file: pin.path,
    line: pin.candidate.versionLine,
    message: `This pin has no policy: neither \`${change.baseName}\` nor the change has \`${policyPathOf(pin.path)}\`. Add a gate.yml beside the pin that names its fixtures.`,
  });
}
