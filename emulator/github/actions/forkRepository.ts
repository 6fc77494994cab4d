import type { World } from '../world.ts';
import { repositoryNamed } from './lookUp.ts';

/** Makes a fork of the base repository: its branches, in a corner of the same git repository. */
export function forkRepository(world: World, fullName: string): Promise<void> {
  return world.exclusively(async () => {
    const { store, git, clock } = world;
    const [owner, name, ...more] = fullName.split('/');
    if (!owner || !name || more.length > 0) throw new Error(`not an owner/name: ${fullName}`);
    if (store.repository(fullName) !== undefined) throw new Error(`${fullName} is there already`);
    const base = store.base();
    const id = store.nextId();
    const heads = `refs/forks/${id}/heads/`;
    const branches = await git.refs(base.heads);
    await git.moveRefs(
      Object.fromEntries(branches.map((ref) => [heads + ref.name.slice(base.heads.length), ref.oid])),
    );
    store.repositories.push({
      id,
      owner,
      name,
      private: base.private,
      defaultBranch: base.defaultBranch,
      fork: true,
      heads,
      createdAt: clock.now(),
    });
  });
}

/** Deletes a fork. Pull requests from it stay, without a `head.repo`; so do their commits. */
export function deleteFork(world: World, fullName: string): Promise<void> {
  return world.exclusively(async () => {
    const { store, git } = world;
    const fork = repositoryNamed(world, fullName);
    if (!fork.fork) throw new Error(`${fullName} is no fork`);
    store.repositories.splice(store.repositories.indexOf(fork), 1);
    const refs = await git.refs(fork.heads);
    await git.moveRefs(Object.fromEntries(refs.map((ref) => [ref.name, undefined])));
  });
}
