import { z } from 'zod';
import { ServiceError } from '../../domain/serviceError.ts';
import type { Suggestion, SuggestionThread } from '../../domain/suggestionThread.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';
import { authorSchema, isWrittenBy } from './isWrittenBy.ts';
import { readViewer } from './readViewer.ts';

/** What every suggestion of ours starts with. */
const marker = '<!-- pin-gate-suggestion -->';

const reviewCommentSchema = z.object({
  id: z.int(),
  body: z.string(),
  path: z.string(),
  /** Null once a push has changed the line: the comment is outdated then, and its suggestion cannot be committed. */
  line: z.int().nullish(),
  user: authorSchema,
});
type ReviewComment = z.infer<typeof reviewCommentSchema>;

/**
 * The gate's suggestions on one pull request, as review comments. Deleting one needs no more than
 * `pull-requests: write`; resolving its thread would need `contents: write`.
 *
 * @param commentCount review comments that the pull request had when the run started: at 0 there is none to delete
 */
export function createSuggestionThread(
  octokit: Octokit,
  {
    owner,
    repo,
    number,
    commentCount,
  }: { owner: string; repo: string; number: number; commentCount: number },
): SuggestionThread {
  const name = `pull request #${number} of ${owner}/${repo}`;
  const permission = 'pull-requests: write';

  const find = async (): Promise<readonly ReviewComment[]> => {
    const marked: ReviewComment[] = [];
    for (let page = 1, more = true; more; page += 1) {
      const { data, hasNext } = await ask(
        { purpose: `list the review comments of ${name}`, permission: 'pull-requests: read' },
        z.array(reviewCommentSchema),
        () =>
          octokit.rest.pulls.listReviewComments({ owner, repo, pull_number: number, per_page: 100, page }),
      );
      marked.push(...data.filter(({ body }) => body.startsWith(marker)));
      more = hasNext;
    }
    if (marked.length === 0) return [];
    const login = await readViewer(octokit);
    return marked.filter((comment) => isWrittenBy(login, comment));
  };

  const remove = async ({ id }: ReviewComment): Promise<void> => {
    try {
      await ask({ purpose: `delete a suggestion on ${name}`, permission }, z.unknown(), () =>
        octokit.rest.pulls.deleteReviewComment({ owner, repo, comment_id: id }),
      );
    } catch (error) {
      // Somebody was faster.
      if (!(error instanceof ServiceError) || error.kind !== 'not-found') throw error;
    }
  };

  const post = async (commit: string, { path, line, body }: Suggestion): Promise<void> => {
    await ask({ purpose: `suggest a change of ${path} on ${name}`, permission }, z.unknown(), () =>
      octokit.rest.pulls.createReviewComment({
        ...{ owner, repo, pull_number: number, commit_id: commit },
        ...{ path, line, side: 'RIGHT', body },
        // Not repeated blindly: a request that failed on GitHub's side may have posted it all the same.
        request: { retries: 0 },
      }),
    );
  };

  return {
    replace: async (commit, wanted) => {
      if (wanted.length === 0 && commentCount === 0) return;
      const standing = await find();
      const kept = new Map<Suggestion, ReviewComment>();
      for (const comment of standing) {
        const same = wanted.find((suggestion) => isSame(suggestion, comment));
        // A second one alike is of a run that raced with this one.
        if (same !== undefined && !kept.has(same)) kept.set(same, comment);
      }
      const gone = standing.filter((comment) => ![...kept.values()].includes(comment));
      for (const comment of gone) await remove(comment);
      for (const suggestion of wanted) if (!kept.has(suggestion)) await post(commit, suggestion);
    },
  };
}

/** GitHub's editor, and its API now and then, end lines with CR LF. */
function isSame({ path, line, body }: Suggestion, comment: ReviewComment): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return comment.path === path && comment.line === line && plain(comment.body) === plain(body);
}
