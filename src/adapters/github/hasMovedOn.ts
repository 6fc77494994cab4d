import { z } from 'zod';
import type { Change } from '../../domain/change.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';

const pullSchema = z.object({ head: z.object({ sha: z.string() }) });

/**
 * Whether a pull request has got a newer head since the change was resolved: an evaluation takes a while, and
 * the comment then belongs to the newer head's run. False for what is no pull request.
 *
 * @throws ServiceError when GitHub refuses or fails
 */
export async function hasMovedOn(
  octokit: Octokit,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  change: Pick<Change, 'number' | 'head'>,
): Promise<boolean> {
  const { number } = change;
  if (number === undefined) return false;
  const { data } = await ask(
    { purpose: `read pull request #${number} of ${owner}/${repo}`, permission: 'pull-requests: read' },
    pullSchema,
    () => octokit.rest.pulls.get({ owner, repo, pull_number: number }),
  );
  return data.head.sha !== change.head;
}
