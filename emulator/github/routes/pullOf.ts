import type { PullRequest } from '../entities.ts';
import { notFound } from '../http/problem.ts';
import { type ApiRequest, numberParam } from '../http/route.ts';

/** The pull request of the path. @throws Problem 404 when there is none. */
export function pullOf(request: ApiRequest): PullRequest {
  requireBase(request);
  const pull = request.world.store.pullRequest(numberParam(request, 'pull_number'));
  if (pull === undefined) throw notFound();
  return pull;
}

/** Pull requests are all in the base repository. @throws Problem 404 in a fork. */
export function requireBase(request: ApiRequest): void {
  if (request.repository !== request.world.store.base()) throw notFound();
}
