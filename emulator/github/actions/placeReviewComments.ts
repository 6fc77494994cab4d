import type { PullRequest, ReviewComment, ReviewPlace } from '../entities.ts';
import type { Hunk } from '../git/diffBlobs.ts';
import type { World } from '../world.ts';
import { pullRequestPatch } from './pullRequestPatch.ts';

/**
 * What a push does to the review comments of a pull request: one whose lines have only moved moves with them,
 * one whose lines were changed or are no longer part of the diff is outdated.
 */
export async function placeReviewComments(world: World, pull: PullRequest): Promise<void> {
  for (const comment of world.store.reviewCommentsOn(pull.number)) {
    comment.place = await placeOf(world, pull, comment);
    // An outdated comment stays with the last commit that it was about.
    if (comment.place !== undefined) comment.commit = pull.head.sha;
  }
}

async function placeOf(
  world: World,
  pull: PullRequest,
  comment: ReviewComment,
): Promise<ReviewPlace | undefined> {
  const patch = await pullRequestPatch(world, pull, pull.head.sha, comment.path);
  const blob = comment.side === 'RIGHT' ? patch?.after : patch?.before;
  if (patch === undefined || blob === undefined) return undefined;

  const changes = blob === comment.blob ? [] : await world.git.hunks(comment.blob, blob, false);
  const { startLine, line } = comment.original;
  const first = startLine ?? line;
  const lines = Array.from({ length: line - first + 1 }, (_, index) => follow(changes, first + index));
  const last = lines.at(-1);
  if (last === undefined || lines.includes(undefined)) return undefined;

  const position = positionOf(patch.hunks, comment.side, last);
  if (position === undefined) return undefined;
  return { line: last, startLine: startLine === undefined ? undefined : lines[0], position };
}

/** Where a line is after the changes (hunks without context); undefined when one of them is about it. */
function follow(changes: readonly Hunk[], line: number): number | undefined {
  let moved = 0;
  for (const { before, after } of changes) {
    // Nothing removed: the new lines come behind the one that the header names.
    const start = before.count === 0 ? before.start + 1 : before.start;
    if (line < start) break;
    if (line < start + before.count) return undefined;
    moved += after.count - before.count;
  }
  return line + moved;
}

/**
 * GitHub's `position` of a line: how many lines it is below the first header of the file's patch, the further
 * headers counted. Undefined when the patch does not show the line.
 */
export function positionOf(hunks: readonly Hunk[], side: 'LEFT' | 'RIGHT', line: number): number | undefined {
  let above = 0;
  for (const hunk of hunks) {
    const index = hunk.lines.findIndex((one) => (side === 'RIGHT' ? one.after : one.before) === line);
    if (index !== -1) return above + index + 1;
    above += hunk.lines.length + 1;
  }
  return undefined;
}
