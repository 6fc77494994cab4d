import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { repositoryNamed, tipOf } from './lookUp.ts';

/** Deletes a branch, which closes the pull requests that come from it. */
export function deleteBranch(world: World, branch: string, fullName?: string): Promise<void> {
  return world.exclusively(async () => {
    const repository = repositoryNamed(world, fullName);
    await tipOf(world, repository, branch);
    await world.git.moveRefs({ [repository.heads + branch]: undefined });
    const now = world.clock.now();
    for (const pull of world.store.pullRequests) {
      const { head } = pull;
      if (pull.state === 'closed' || head.ref !== branch || head.repository !== fullNameOf(repository))
        continue;
      pull.state = 'closed';
      pull.closedAt = now;
      pull.updatedAt = now;
    }
  });
}
