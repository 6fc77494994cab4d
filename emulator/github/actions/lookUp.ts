import type { PullRequest, Repository } from '../entities.ts';
import { notFound } from '../http/problem.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';

/** The repository with this `owner/name`, the base when there is no name. */
export function repositoryNamed(world: World, fullName: string | undefined): Repository {
  const repository = fullName === undefined ? world.store.base() : world.store.repository(fullName);
  if (repository === undefined) throw new Error(`there is no repository ${fullName}`);
  return repository;
}

/** The pull request with this number, for calls from a program: a route answers 404 instead. */
export function pullRequestNumbered(world: World, number: number): PullRequest {
  const pull = world.store.pullRequest(number);
  if (pull === undefined) throw new Error(`there is no pull request ${number}`);
  return pull;
}

/** The commit at the tip of a branch. */
export async function tipOf(world: World, repository: Repository, branch: string): Promise<string> {
  const commit = await world.git.commit(repository.heads + branch);
  if (commit === undefined) throw notFound(`${fullNameOf(repository)} has no branch ${branch}`);
  return commit.oid;
}

/** How a login signs its commits. */
export function authorOf(login: string): { name: string; email: string } {
  return { name: login, email: `${login}@users.noreply.github.com` };
}
