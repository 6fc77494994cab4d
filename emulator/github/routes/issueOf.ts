import type { PullRequest } from '../entities.ts';
import { notFound } from '../http/problem.ts';
import { type ApiRequest, type Need, numberParam } from '../http/route.ts';
import { requireBase } from './pullOf.ts';

/** For what a pull request has as an issue, either of the two permissions will do. */
export const readIssue: readonly Need[] = [
  ['issues', 'read'],
  ['pull_requests', 'read'],
];
export const writeIssue: readonly Need[] = [
  ['issues', 'write'],
  ['pull_requests', 'write'],
];

/** The pull request that is the issue of the path. @throws Problem 404 when there is none. */
export function issueOf(request: ApiRequest): PullRequest {
  requireBase(request);
  const pull = request.world.store.pullRequest(numberParam(request, 'issue_number'));
  if (pull === undefined) throw notFound();
  return pull;
}
