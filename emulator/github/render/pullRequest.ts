import { pullRequestDiff } from '../actions/pullRequestDiff.ts';
import type { PullRequest } from '../entities.ts';
import type { Corrected, Schema } from '../http/openapi.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { isoTime, nodeId } from './common.ts';
import { renderLabels } from './label.ts';
import { renderRepository } from './repository.ts';
import { renderUser } from './user.ts';

/** What lists show. */
export function renderPullRequestSimple(
  world: World,
  pull: PullRequest,
): Corrected<Schema<'pull-request-simple'>> {
  return { ...common(world, pull), state: pull.state, requested_teams: [] };
}

/** One pull request in full, with its counts. */
export async function renderPullRequest(
  world: World,
  pull: PullRequest,
): Promise<Corrected<Schema<'pull-request'>>> {
  const { git, store } = world;
  const [diff, commits, mergeable] = await Promise.all([
    pullRequestDiff(world, pull),
    git.commitsBetween(pull.base.sha, pull.head.sha),
    isMergeable(world, pull),
  ]);
  return {
    ...common(world, pull),
    state: pull.state,
    requested_teams: [],
    merged: pull.merged !== undefined,
    merged_by: pull.merged === undefined ? null : renderUser(world, pull.merged.by),
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    comments: store.commentsOn(pull.number).length,
    review_comments: store.reviewCommentsOn(pull.number).length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: commits.length,
    additions: diff.reduce((sum, file) => sum + file.additions, 0),
    deletions: diff.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: diff.length,
  };
}

/** Null, GitHub's "do not know (yet)", for closed ones, and where git is too old to try a merge. */
async function isMergeable(world: World, pull: PullRequest): Promise<boolean | null> {
  const base = await world.git.commit(world.store.base().heads + pull.base.ref);
  if (pull.state === 'closed' || base === undefined) return null;
  try {
    return (await world.git.mergedTree(base.oid, pull.head.sha)) !== undefined;
  } catch {
    return null;
  }
}

function common(world: World, pull: PullRequest) {
  const base = world.store.base();
  const source = world.store.repository(pull.head.repository);
  const [sourceOwner = ''] = pull.head.repository.split('/');
  const url = `${world.addresses.api}/repos/${fullNameOf(base)}`;
  const html = `${world.addresses.server}/${fullNameOf(base)}/pull/${pull.number}`;
  const links = {
    self: `${url}/pulls/${pull.number}`,
    html,
    issue: `${url}/issues/${pull.number}`,
    comments: `${url}/issues/${pull.number}/comments`,
    review_comments: `${url}/pulls/${pull.number}/comments`,
    review_comment: `${url}/pulls/comments{/number}`,
    commits: `${url}/pulls/${pull.number}/commits`,
    statuses: `${url}/statuses/${pull.head.sha}`,
  };
  const assignees = pull.assignees.map((login) => renderUser(world, login));
  const link = (href: string) => ({ href });
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    url: links.self,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: links.issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    body: pull.body,
    user: renderUser(world, pull.user),
    draft: pull.draft,
    milestone: null,
    labels: renderLabels(world, pull.labels),
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: [],
    auto_merge: null,
    author_association: source === base ? ('MEMBER' as const) : ('CONTRIBUTOR' as const),
    created_at: isoTime(pull.createdAt),
    updated_at: isoTime(pull.updatedAt),
    closed_at: pull.closedAt === undefined ? null : isoTime(pull.closedAt),
    merged_at: pull.merged === undefined ? null : isoTime(pull.merged.at),
    merge_commit_sha: pull.merged?.sha ?? null,
    head: {
      label: `${sourceOwner}:${pull.head.ref}`,
      ref: pull.head.ref,
      sha: pull.head.sha,
      user: renderUser(world, sourceOwner),
      repo: source === undefined ? null : renderRepository(world, source),
    },
    base: {
      label: `${base.owner}:${pull.base.ref}`,
      ref: pull.base.ref,
      sha: pull.base.sha,
      user: renderUser(world, base.owner),
      repo: renderRepository(world, base),
    },
    _links: {
      self: link(links.self),
      html: link(links.html),
      issue: link(links.issue),
      comments: link(links.comments),
      review_comments: link(links.review_comments),
      review_comment: link(links.review_comment),
      commits: link(links.commits),
      statuses: link(links.statuses),
    },
  };
}
