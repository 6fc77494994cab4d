import { z } from 'zod';
import { addComment, deleteComment, editComment } from '../actions/writeComment.ts';
import type { Comment } from '../entities.ts';
import { page } from '../http/paginate.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readBody } from '../http/readBody.ts';
import { type ApiRequest, json, noContent, numberParam, type Route, route } from '../http/route.ts';
import { renderComment } from '../render/comment.ts';
import { issueOf, readIssue, writeIssue } from './issueOf.ts';

const text = z.object({ body: z.string() });

/** Comments on pull requests; there are no issues that are not one. */
export const commentRoutes: readonly Route[] = [
  route('get', '/repos/{owner}/{repo}/issues/{issue_number}/comments', {
    docs: 'issues/comments#list-issue-comments',
    needs: readIssue,
    handle(request) {
      const since = Date.parse(request.query('since') ?? '');
      const comments = request.world.store
        .commentsOn(issueOf(request).number)
        .filter((comment) => Number.isNaN(since) || comment.updatedAt >= since);
      return page(request, comments, (comment) => renderComment(request.world, comment));
    },
  }),

  route('post', '/repos/{owner}/{repo}/issues/{issue_number}/comments', {
    docs: 'issues/comments#create-an-issue-comment',
    needs: writeIssue,
    async handle(request) {
      const issue = issueOf(request).number;
      const { body } = await readBody(request, text);
      // Writing is refused to requests without a token before they come here.
      if (request.token === undefined) throw new Problem(401, 'Requires authentication');
      const comment = renderComment(
        request.world,
        addComment(request.world, issue, request.token.login, body),
      );
      return json(comment, { status: 201, headers: { location: comment.url } });
    },
  }),

  route('get', '/repos/{owner}/{repo}/issues/comments/{comment_id}', {
    docs: 'issues/comments#get-an-issue-comment',
    needs: readIssue,
    handle: (request) => json(renderComment(request.world, commentOf(request))),
  }),

  route('patch', '/repos/{owner}/{repo}/issues/comments/{comment_id}', {
    docs: 'issues/comments#update-an-issue-comment',
    needs: writeIssue,
    async handle(request) {
      const comment = commentOf(request);
      const { body } = await readBody(request, text);
      editComment(request.world, comment, body);
      return json(renderComment(request.world, comment));
    },
  }),

  route('delete', '/repos/{owner}/{repo}/issues/comments/{comment_id}', {
    docs: 'issues/comments#delete-an-issue-comment',
    needs: writeIssue,
    handle(request) {
      deleteComment(request.world, commentOf(request));
      return noContent();
    },
  }),
];

function commentOf(request: ApiRequest): Comment {
  const id = numberParam(request, 'comment_id');
  const comment = request.world.store.comments.find((one) => one.id === id);
  if (comment === undefined || request.repository !== request.world.store.base()) throw notFound();
  return comment;
}
