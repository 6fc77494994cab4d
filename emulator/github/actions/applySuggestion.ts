import { posix } from 'node:path';
import type { World } from '../world.ts';
import { commitToBranch } from './commitToBranch.ts';
import { authorOf, pullRequestNumbered } from './lookUp.ts';

/**
 * What the button "Commit suggestion" does: replaces the lines that a review comment is about by its first
 * suggestion, in a commit on the pull request's branch. Returns the commit.
 *
 * @throws Error when the comment has no suggestion, or GitHub would not offer the button.
 */
export async function applySuggestion(world: World, commentId: number, author?: string): Promise<string> {
  const { store, git } = world;
  const comment = store.reviewComments.find((one) => one.id === commentId);
  if (comment === undefined) throw new Error(`there is no review comment ${commentId}`);
  const lines = suggestedLines(comment.body);
  if (lines === undefined) throw new Error(`review comment ${commentId} has no suggestion`);
  const pull = pullRequestNumbered(world, comment.pull);
  if (pull.state === 'closed') throw new Error(`pull request ${pull.number} is closed`);
  if (comment.place === undefined) throw new Error(`review comment ${commentId} is outdated`);
  if (comment.side === 'LEFT') throw new Error(`review comment ${commentId} is on a line that was removed`);

  const commit = await git.commit(pull.head.sha);
  const entry = commit === undefined ? undefined : await git.entry(commit.tree, comment.path);
  const object = entry === undefined ? undefined : await git.object(entry.oid);
  if (entry === undefined || object === undefined) throw new Error(`there is no ${comment.path}`);
  const mode = entry.mode === '100755' || entry.mode === '120000' ? entry.mode : '100644';
  const { line, startLine = line } = comment.place;
  const { name, email } = authorOf(comment.user);
  return commitToBranch(world, {
    repository: pull.head.repository,
    branch: pull.head.ref,
    files: { [comment.path]: { mode, content: replaceLines(object.content, startLine, line, lines) } },
    message: `Update ${posix.basename(comment.path)}\n\nCo-authored-by: ${name} <${email}>`,
    author: author ?? pull.user,
  });
}

/** The lines of the first block that opens with three backticks (or more) and `suggestion`. */
function suggestedLines(body: string): string[] | undefined {
  const lines = body.split(/\r?\n/);
  const opening = lines.findIndex((line) => /^ {0,3}`{3,}suggestion\s*$/.test(line));
  const fence = /`+/.exec(lines[opening] ?? '')?.[0] ?? '';
  if (fence === '') return undefined;
  const inside = lines.slice(opening + 1);
  const closing = inside.findIndex((line) => line.trim().startsWith(fence) && /^\s*`+\s*$/.test(line));
  return inside.slice(0, closing === -1 ? inside.length : closing);
}

/**
 * The file with the lines from `first` to `last` (counted from 1) replaced. All other bytes stay, and the new
 * lines end as those of the file do; the end of the last one stays, if there is any.
 */
function replaceLines(content: Buffer, first: number, last: number, lines: readonly string[]): Uint8Array {
  // Latin-1 makes a character of every byte and a byte of every character.
  const all = content.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const end = all[0]?.endsWith('\r\n') === true ? '\r\n' : '\n';
  const unended = all[last - 1]?.endsWith('\n') === false;
  const bytes = lines.map((line) => Buffer.from(line, 'utf8').toString('latin1'));
  const replaced = bytes.map((line, index) => (unended && index === bytes.length - 1 ? line : line + end));
  return Buffer.from([...all.slice(0, first - 1), ...replaced, ...all.slice(last)].join(''), 'latin1');
}
