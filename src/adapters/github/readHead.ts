import { z } from 'zod';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';

const pullSchema = z.object({ head: z.object({ sha: z.string() }), state: z.enum(['open', 'closed']) });

export interface PullRequestHead {
  readonly commit: string;
  /** Neither merged nor closed. */
  readonly isOpen: boolean;
}

/**
 * The head of a pull request by now; undefined for what is no pull request.
 *
 * @throws ServiceError when GitHub refuses or fails
 */
export async function readHead(
  octokit: Octokit,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  number: number | undefined,
): Promise<PullRequestHead | undefined> {
  if (number === undefined) return undefined;
  const { data } = await ask(
    { purpose: `read pull request #${number} of ${owner}/${repo}`, permission: 'pull-requests: read' },
    pullSchema,
    () => octokit.rest.pulls.get({ owner, repo, pull_number: number }),
  );
  return { commit: data.head.sha, isOpen: data.state === 'open' };
}
