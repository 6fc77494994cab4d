import type { Comment } from '../entities.ts';
import type { Schema } from '../http/openapi.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { isoTime, nodeId } from './common.ts';
import { renderUser } from './user.ts';

export function renderComment(world: World, comment: Comment): Schema<'issue-comment'> {
  const fullName = fullNameOf(world.store.base());
  const url = `${world.addresses.api}/repos/${fullName}/issues`;
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url: `${url}/comments/${comment.id}`,
    html_url: `${world.addresses.server}/${fullName}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${url}/${comment.issue}`,
    user: renderUser(world, comment.user),
    created_at: isoTime(comment.createdAt),
    updated_at: isoTime(comment.updatedAt),
    author_association: comment.user.endsWith('[bot]') ? 'NONE' : 'MEMBER',
    body: comment.body,
    performed_via_github_app: null,
  };
}
