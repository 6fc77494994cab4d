import type { Pin } from '../domain/pin.ts';
import { GateError } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { type LoadedPolicy, policyPathOf } from './loadPolicy.ts';
import { readPolicy } from './readPolicy.ts';

/**
 * The policy of a pin as it is at one commit, where no change is judged.
 * Throws a `GateError` when there is none or it has problems.
 */
export async function loadPolicyAt(repository: Repository, commit: string, pin: Pin): Promise<LoadedPolicy> {
  const path = policyPathOf(pin.path);
  const bytes = await repository.read(commit, path);
  if (bytes === undefined) {
    throw new GateError({
      file: pin.path,
      line: pin.versionLine,
      message: `This pin has no policy: commit ${commit.slice(0, 10)} has no \`${path}\`. Add a gate.yml beside the pin that names its fixtures.`,
    });
  }
  const file = readPolicy(path, bytes);
  return { source: { policy: file.policy, path, commit, from: 'base' }, file };
}
