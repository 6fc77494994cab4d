import type { PullRequest, ReviewComment } from '../entities.ts';
import type { Hunk } from '../git/diffBlobs.ts';
import { type FieldError, invalid } from '../http/problem.ts';
import type { World } from '../world.ts';
import { placeReviewComments, positionOf } from './placeReviewComments.ts';
import { pullRequestPatch } from './pullRequestPatch.ts';
import { requireBody } from './writeComment.ts';

export interface ReviewCommentRequest {
  readonly path: string;
  /** The line, or the last of several, as it is on its side. */
  readonly line: number;
  /** The first of several lines. */
  readonly startLine?: number | undefined;
  /** `LEFT` is the base's side, with the lines that were removed; over: `RIGHT`. */
  readonly side?: 'LEFT' | 'RIGHT' | undefined;
  readonly body: string;
  /** Any commit of the pull request; over: its head. */
  readonly commit?: string | undefined;
}

const resource = 'PullRequestReviewComment';

/**
 * Comments on a line of a pull request's diff.
 *
 * @throws Problem 422 when the text is blank or too long, the commit is none of the pull request's, or the
 *   lines are not part of what it shows.
 */
export function addReviewComment(
  world: World,
  pull: PullRequest,
  user: string,
  request: ReviewCommentRequest,
): Promise<ReviewComment> {
  return world.exclusively(async () => {
    const { store, git, clock } = world;
    const { path, line, startLine, side = 'RIGHT', body, commit = pull.head.sha } = request;
    requireBody(body, resource);
    const commits = await git.commitsBetween(pull.base.sha, pull.head.sha);
    if (!commits.includes(commit)) {
      const message = 'pull_request_review_thread.end_commit_oid is not part of the pull request';
      throw refuse('end_commit_oid', { code: 'custom', message }, noHunk);
    }
    const patch = await pullRequestPatch(world, pull, commit, path);
    const blob = side === 'RIGHT' ? patch?.after : patch?.before;
    if (patch === undefined) throw refuse('path', { code: 'invalid' }, noHunk);
    const position = positionOf(patch.hunks, side, line);
    const hunk = hunkWith(patch.hunks, side, line);
    if (blob === undefined || position === undefined || hunk === undefined) {
      const message = 'pull_request_review_thread.line must be part of the diff';
      throw refuse('line', { code: 'custom', message }, noHunk);
    }
    requireStart(patch.hunks, side, line, startLine);

    const now = clock.now();
    const shown = hunk.lines.findIndex((one) => numberOn(side, one) === line);
    const comment: ReviewComment = {
      id: store.nextId(),
      review: store.nextId(),
      pull: pull.number,
      user,
      createdAt: now,
      path,
      side,
      blob,
      original: { commit, line, startLine, position },
      diffHunk: [hunk.header, ...hunk.lines.slice(0, shown + 1).map((one) => one.text)].join('\n'),
      body,
      updatedAt: now,
      commit,
      place: { line, startLine, position },
    };
    store.reviewComments.push(comment);
    if (commit !== pull.head.sha) await placeReviewComments(world, pull);
    return comment;
  });
}

/** @throws Problem 422 when the text is blank or too long. */
export function editReviewComment(world: World, comment: ReviewComment, body: string): void {
  requireBody(body, resource);
  comment.body = body;
  comment.updatedAt = world.clock.now();
}

export function deleteReviewComment(world: World, comment: ReviewComment): void {
  world.store.reviewComments.splice(world.store.reviewComments.indexOf(comment), 1);
}

function requireStart(
  hunks: readonly Hunk[],
  side: 'LEFT' | 'RIGHT',
  line: number,
  startLine: number | undefined,
): void {
  if (startLine === undefined) return;
  if (startLine >= line) {
    const message = 'pull_request_review_thread.start_line must precede the end line.';
    throw refuse('start_line', { code: 'custom', message });
  }
  if (hunkWith(hunks, side, startLine) !== hunkWith(hunks, side, line)) {
    const message = 'pull_request_review_thread.start_line must be part of the same hunk as the line.';
    throw refuse('start_line', { code: 'custom', message });
  }
}

function hunkWith(hunks: readonly Hunk[], side: 'LEFT' | 'RIGHT', line: number): Hunk | undefined {
  return hunks.find((hunk) => hunk.lines.some((one) => numberOn(side, one) === line));
}

function numberOn(side: 'LEFT' | 'RIGHT', line: Hunk['lines'][number]): number | undefined {
  return side === 'RIGHT' ? line.after : line.before;
}

/** What GitHub says beside the reason when there is no place in the diff. */
const noHunk: FieldError = {
  resource,
  code: 'missing_field',
  field: 'pull_request_review_thread.diff_hunk',
};

function refuse(field: string, error: Omit<FieldError, 'resource' | 'field'>, ...more: FieldError[]) {
  return invalid({ resource, ...error, field: `pull_request_review_thread.${field}` }, ...more);
}
