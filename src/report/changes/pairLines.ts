/** The least share of words that two lines have in common for the one to be what became of the other. */
const ALIKE = 0.3;
/** Pairs of lines that are compared in one block; beyond that lines are paired by their place. */
const MOST_PAIRS = 2_500;

/**
 * Which removed line became which added line, as pairs of indices in ascending order: the pairs that have the most
 * words in common, without crossing each other. Lines that came or went alone are in no pair.
 */
export function pairLines(
  removed: readonly string[],
  added: readonly string[],
): readonly (readonly [removed: number, added: number])[] {
  if (removed.length * added.length > MOST_PAIRS) {
    return removed.slice(0, added.length).map((_, index) => [index, index]);
  }
  const oldWords = removed.map(countWords);
  const newWords = added.map(countWords);
  const likeness = oldWords.map((old) => newWords.map((fresh) => compare(old, fresh)));
  // best[i][j]: the most that the lines from i and from j on can have in common.
  const best = Array.from({ length: removed.length + 1 }, () =>
    Array.from({ length: added.length + 1 }, () => 0),
  );
  const read = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const paired = (i: number, j: number): number => {
    const like = likeness[i]?.[j] ?? 0;
    return like < ALIKE ? 0 : like + read(i + 1, j + 1);
  };
  for (let i = removed.length - 1; i >= 0; i -= 1) {
    for (let j = added.length - 1; j >= 0; j -= 1) {
      const row = best[i];
      if (row !== undefined) row[j] = Math.max(paired(i, j), read(i + 1, j), read(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < removed.length && j < added.length; ) {
    if (read(i, j) === 0) break;
    if (read(i, j) === paired(i, j)) pairs.push([i++, j++]);
    else if (read(i, j) === read(i + 1, j)) i += 1;
    else j += 1;
  }
  return pairs;
}

interface Words {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Words, and what is neither a word nor white space character by character. */
function countWords(line: string): Words {
  const counts = new Map<string, number>();
  const words = line.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, total: words.length };
}

/** Dice's coefficient of the two bags of words, from 0 to 1; lines without any word are alike. */
function compare(one: Words, other: Words): number {
  if (one.total + other.total === 0) return 1;
  let common = 0;
  for (const [word, count] of one.counts) common += Math.min(count, other.counts.get(word) ?? 0);
  return (2 * common) / (one.total + other.total);
}
