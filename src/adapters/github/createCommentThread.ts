import { z } from 'zod';
import type { CommentThread } from '../../domain/commentThread.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';
import { authorSchema, isWrittenBy } from './isWrittenBy.ts';
import { readViewer } from './readViewer.ts';

/** What every comment of ours starts with. */
const marker = '<!-- pin-gate -->';

const commentSchema = z.object({
  id: z.int(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: authorSchema,
});
type Comment = z.infer<typeof commentSchema>;

/**
 * The gate's comment on one pull request.
 *
 * @param commentCount how many comments the pull request had when the run started; at 0 `updateIfPresent` asks
 *   for nothing. `upsert` looks anyway: a run that was cancelled meanwhile may have left one.
 */
export function createCommentThread(
  octokit: Octokit,
  {
    owner,
    repo,
    number,
    commentCount,
  }: { owner: string; repo: string; number: number; commentCount: number },
): CommentThread {
  const name = `pull request #${number} of ${owner}/${repo}`;
  const writing = { purpose: `comment on ${name}`, permission: 'pull-requests: write' };
  let viewer: Promise<string> | undefined;

  const find = async (): Promise<Comment | undefined> => {
    const marked: Comment[] = [];
    for (let page = 1, more = true; more; page += 1) {
      const { data, hasNext } = await ask(
        { purpose: `list the comments of ${name}`, permission: 'pull-requests: read' },
        z.array(commentSchema),
        () => octokit.rest.issues.listComments({ owner, repo, issue_number: number, per_page: 100, page }),
      );
      marked.push(...data.filter(({ body }) => body?.startsWith(marker)));
      more = hasNext;
    }
    if (marked.length === 0) return undefined;
    viewer ??= readViewer(octokit);
    const login = await viewer;
    // The oldest of several: two runs that raced made them, and both go on to agree on this one.
    return marked.filter((comment) => isWrittenBy(login, comment)).sort((a, b) => a.id - b.id)[0];
  };

  const update = async (comment: Comment, body: string): Promise<string | undefined> => {
    try {
      const { data } = await ask(writing, commentSchema, () =>
        octokit.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body }),
      );
      return data.html_url;
    } catch (error) {
      // Deleted since it was listed.
      if (error instanceof ServiceError && error.kind === 'not-found') return undefined;
      throw error;
    }
  };

  const create = async (body: string): Promise<string> => {
    const { data } = await ask(writing, commentSchema, () =>
      // Not repeated blindly: a request that failed on GitHub's side may have made the comment all the same.
      octokit.rest.issues.createComment({ owner, repo, issue_number: number, body, request: { retries: 0 } }),
    );
    return data.html_url;
  };

  return {
    standing: async () => (await find())?.body ?? undefined,
    upsert: async (compose) => {
      const own = await find();
      const body = compose(own?.body ?? undefined);
      const updated = own === undefined ? undefined : await update(own, body);
      if (updated !== undefined) return updated;
      try {
        return await create(body);
      } catch (error) {
        if (!(error instanceof ServiceError) || error.kind !== 'unavailable') throw error;
        const made = await find();
        if (made === undefined) return await create(body);
        const again = compose(made.body ?? undefined);
        return (await update(made, again)) ?? (await create(again));
      }
    },
    updateIfPresent: async (compose) => {
      const own = commentCount === 0 ? undefined : await find();
      return own === undefined ? undefined : await update(own, compose(own.body ?? undefined));
    },
  };
}
