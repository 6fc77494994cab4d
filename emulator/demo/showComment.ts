import { excerpt } from './excerpt.ts';
import type { Stage } from './stage.ts';

/** Shows what matters of the pull request's one comment, and holds it to what it should say. */
export function showComment(
  stage: Stage,
  number: number,
  { keep, says }: { readonly keep: readonly RegExp[]; readonly says: readonly string[] },
): void {
  const bodies = stage.github.comments(number).map(({ body }) => body);
  const count = bodies.length === 1 ? 'one comment' : `${bodies.length} comments`;
  stage.say(`The pull request has ${count} (shortened):`);
  stage.quote(bodies.map((body) => excerpt(body, keep)).join('\n\n'), '┃');
  stage.expect('the number of comments', bodies.length, 1);
  for (const words of says) stage.expectWords('the comment', bodies.join('\n'), words);
}
