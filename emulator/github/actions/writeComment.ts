import type { Comment } from '../entities.ts';
import { invalid } from '../http/problem.ts';
import type { World } from '../world.ts';

/** The longest comment GitHub stores, in characters (code points). */
export const longestComment = 65_536;

/** @throws Problem 422 when the text is blank or too long. */
export function addComment(world: World, issue: number, user: string, body: string): Comment {
  requireBody(body, 'IssueComment');
  const now = world.clock.now();
  const comment = { id: world.store.nextId(), issue, user, body, createdAt: now, updatedAt: now };
  world.store.comments.push(comment);
  return comment;
}

/** @throws Problem 422 when the text is blank or too long. */
export function editComment(world: World, comment: Comment, body: string): void {
  requireBody(body, 'IssueComment');
  comment.body = body;
  comment.updatedAt = world.clock.now();
}

export function deleteComment(world: World, comment: Comment): void {
  world.store.comments.splice(world.store.comments.indexOf(comment), 1);
}

/** @throws Problem 422 when the text is blank or too long. */
export function requireBody(body: string, resource: string): void {
  const refuse = (message: string) => invalid({ resource, code: 'unprocessable', field: 'data', message });
  if (body.trim() === '') throw refuse('Body cannot be blank');
  if ([...body].length > longestComment) {
    throw refuse(`Body is too long (maximum is ${longestComment} characters)`);
  }
}
