import { diffArrays } from 'diff';

/** A step from one list of lines to another; together they are both lists, in order. */
export interface LineStep {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Lines that may come and go before the shortest way is no longer looked for: its time grows with their square. */
const MOST_CHANGES = 1_000;

/**
 * The steps that lead from `before` to `after`: the fewest that do, up to 1,000. Where more are needed, everything
 * between the first and the last difference goes and comes as a whole.
 */
export function diffLines(before: readonly string[], after: readonly string[]): readonly LineStep[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: MOST_CHANGES });
  if (parts === undefined) return replaceMiddle(before, after);
  return parts.flatMap(({ value, added, removed }) =>
    toSteps(added ? 'added' : removed ? 'removed' : 'same', value),
  );
}

function replaceMiddle(before: readonly string[], after: readonly string[]): readonly LineStep[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return [
    ...toSteps('same', before.slice(0, start)),
    ...toSteps('removed', before.slice(start, before.length - end)),
    ...toSteps('added', after.slice(start, after.length - end)),
    ...toSteps('same', before.slice(before.length - end)),
  ];
}

function toSteps(kind: LineStep['kind'], lines: readonly string[]): readonly LineStep[] {
  return lines.map((text) => ({ kind, text }));
}
