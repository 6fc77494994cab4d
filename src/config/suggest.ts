import { distance } from 'fastest-levenshtein';
import { code } from './code.ts';

/** Names that a sentence lists at most. */
const LISTED = 20;

/**
 * The known name that `name` is most likely a slip of: at most two in five of its characters differ, or they
 * are the same ones in another order (`taem`).
 */
export function findNearest(name: string, known: readonly string[]): string | undefined {
  const plain = normalize(name);
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const longest = Math.max(name.length, candidate.length);
    // Names of this length are nobody's slip of a key, and the distance takes quadratic time.
    if (longest > 200) continue;
    const other = normalize(candidate);
    const apart = distance(plain, other);
    const isNear =
      apart <= Math.max(1, Math.floor(longest * 0.4)) || sortLetters(plain) === sortLetters(other);
    if (isNear && apart < least && apart < longest) {
      nearest = candidate;
      least = apart;
    }
  }
  return nearest;
}

/** "did you mean `x`?", or, when nothing is near, the list of what there is. */
export function suggest(name: string, known: readonly string[], kind: string): string {
  const nearest = findNearest(name, known);
  if (nearest !== undefined) return `did you mean ${code(nearest)}?`;
  if (known.length === 0) return `there are no ${kind}.`;
  const listed = known.slice(0, LISTED).map(code).join(', ');
  return `the ${kind} are ${listed}${known.length > LISTED ? `, and ${known.length - LISTED} more` : ''}.`;
}

// `groupBy`, `group_by` and `group-by` are one word to whoever types them.
function normalize(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

function sortLetters(word: string): string {
  return [...word].sort().join('');
}
