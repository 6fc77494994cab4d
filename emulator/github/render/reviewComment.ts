import type { ReviewComment } from '../entities.ts';
import type { Corrected, Schema } from '../http/openapi.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { isoTime, nodeId } from './common.ts';
import { renderUser } from './user.ts';

/** A comment on lines of a pull request's diff. */
export function renderReviewComment(
  world: World,
  comment: ReviewComment,
): Corrected<Schema<'pull-request-review-comment'>> {
  const fullName = fullNameOf(world.store.base());
  const url = `${world.addresses.api}/repos/${fullName}/pulls`;
  const self = `${url}/comments/${comment.id}`;
  const html = `${world.addresses.server}/${fullName}/pull/${comment.pull}#discussion_r${comment.id}`;
  const { original, place } = comment;
  const several = original.startLine !== undefined;
  return {
    id: comment.id,
    node_id: nodeId('PRRC', comment.id),
    pull_request_review_id: comment.review,
    url: self,
    html_url: html,
    pull_request_url: `${url}/${comment.pull}`,
    diff_hunk: comment.diffHunk,
    path: comment.path,
    side: comment.side,
    start_side: several ? comment.side : null,
    // An outdated comment is nowhere, and remembers where it was.
    line: place?.line ?? null,
    start_line: place?.startLine ?? null,
    position: place?.position ?? null,
    original_line: original.line,
    original_start_line: original.startLine ?? null,
    original_position: original.position,
    commit_id: comment.commit,
    original_commit_id: original.commit,
    subject_type: 'line',
    user: renderUser(world, comment.user),
    body: comment.body,
    created_at: isoTime(comment.createdAt),
    updated_at: isoTime(comment.updatedAt),
    author_association: comment.user.endsWith('[bot]') ? 'NONE' : 'MEMBER',
    _links: { self: { href: self }, html: { href: html }, pull_request: { href: `${url}/${comment.pull}` } },
  };
}
