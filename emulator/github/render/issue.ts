import type { PullRequest } from '../entities.ts';
import type { Schema } from '../http/openapi.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { isoTime, nodeId } from './common.ts';
import { renderLabels } from './label.ts';
import { renderUser } from './user.ts';

/** A pull request as the issue that it also is. */
export function renderIssue(world: World, pull: PullRequest): Schema<'issue'> {
  const fullName = fullNameOf(world.store.base());
  const repository = `${world.addresses.api}/repos/${fullName}`;
  const url = `${repository}/issues/${pull.number}`;
  const html = `${world.addresses.server}/${fullName}/pull/${pull.number}`;
  const assignees = pull.assignees.map((login) => renderUser(world, login));
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    url,
    repository_url: repository,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: html,
    state: pull.state,
    state_reason: null,
    title: pull.title,
    body: pull.body,
    user: renderUser(world, pull.user),
    labels: renderLabels(world, pull.labels),
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: world.store.commentsOn(pull.number).length,
    draft: pull.draft,
    pull_request: {
      url: `${repository}/pulls/${pull.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.merged === undefined ? null : isoTime(pull.merged.at),
    },
    created_at: isoTime(pull.createdAt),
    updated_at: isoTime(pull.updatedAt),
    closed_at: pull.closedAt === undefined ? null : isoTime(pull.closedAt),
    author_association: 'MEMBER',
  };
}
