import { z } from 'zod';
import { addReviewComment, deleteReviewComment, editReviewComment } from '../actions/writeReviewComment.ts';
import type { ReviewComment } from '../entities.ts';
import { page } from '../http/paginate.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readBody } from '../http/readBody.ts';
import { type ApiRequest, json, noContent, numberParam, type Route, route } from '../http/route.ts';
import { renderReviewComment } from '../render/reviewComment.ts';
import { pullOf } from './pullOf.ts';

const read = ['pull_requests', 'read'] as const;
const write = ['pull_requests', 'write'] as const;

const text = z.object({ body: z.string() });

const writing = z.object({
  body: z.string(),
  commit_id: z.string(),
  path: z.string(),
  line: z.number().int(),
  side: z.enum(['LEFT', 'RIGHT']).optional(),
  start_line: z.number().int().nullish(),
});

/** Comments on the lines of a pull request's diff. */
export const reviewCommentRoutes: readonly Route[] = [
  route('get', '/repos/{owner}/{repo}/pulls/{pull_number}/comments', {
    docs: 'pulls/comments#list-review-comments-on-a-pull-request',
    needs: [read],
    handle(request) {
      const since = Date.parse(request.query('since') ?? '');
      const comments = request.world.store
        .reviewCommentsOn(pullOf(request).number)
        .filter((comment) => Number.isNaN(since) || comment.updatedAt >= since);
      // GitHub looks at `direction` only when there is a `sort`.
      const newestFirst = request.query('sort') !== undefined && request.query('direction') === 'desc';
      return page(request, newestFirst ? comments.toReversed() : comments, (comment) =>
        renderReviewComment(request.world, comment),
      );
    },
  }),

  route('post', '/repos/{owner}/{repo}/pulls/{pull_number}/comments', {
    docs: 'pulls/comments#create-a-review-comment-for-a-pull-request',
    needs: [write],
    async handle(request) {
      const pull = pullOf(request);
      const { body, commit_id, path, line, side, start_line } = await readBody(request, writing);
      // Writing is refused to requests without a token before they come here.
      if (request.token === undefined) throw new Problem(401, 'Requires authentication');
      const comment = await addReviewComment(request.world, pull, request.token.login, {
        body,
        commit: commit_id,
        path,
        line,
        side,
        startLine: start_line ?? undefined,
      });
      const rendered = renderReviewComment(request.world, comment);
      return json(rendered, { status: 201, headers: { location: rendered.url } });
    },
  }),

  route('get', '/repos/{owner}/{repo}/pulls/comments/{comment_id}', {
    docs: 'pulls/comments#get-a-review-comment-for-a-pull-request',
    needs: [read],
    handle: (request) => json(renderReviewComment(request.world, commentOf(request))),
  }),

  route('patch', '/repos/{owner}/{repo}/pulls/comments/{comment_id}', {
    docs: 'pulls/comments#update-a-review-comment-for-a-pull-request',
    needs: [write],
    async handle(request) {
      const comment = commentOf(request);
      const { body } = await readBody(request, text);
      editReviewComment(request.world, comment, body);
      return json(renderReviewComment(request.world, comment));
    },
  }),

  route('delete', '/repos/{owner}/{repo}/pulls/comments/{comment_id}', {
    docs: 'pulls/comments#delete-a-review-comment-for-a-pull-request',
    needs: [write],
    handle(request) {
      deleteReviewComment(request.world, commentOf(request));
      return noContent();
    },
  }),
];

function commentOf(request: ApiRequest): ReviewComment {
  const id = numberParam(request, 'comment_id');
  const comment = request.world.store.reviewComments.find((one) => one.id === id);
  if (comment === undefined || request.repository !== request.world.store.base()) throw notFound();
  return comment;
}
