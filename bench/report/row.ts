/** What one line of the table says: a quantity, how often and how it was measured, and what it should be. */
export interface Row {
  /** The benchmark's number, 1 to 4. */
  readonly benchmark: number;
  readonly what: string;
  readonly unit: '' | 's' | 'ms' | 'MB' | '×';
  /** One value a run. */
  readonly values: readonly number[];
  /** Rows without one are there to explain the others. */
  readonly target?: Target;
}

export type Target = { readonly below: number } | { readonly atMost: number } | { readonly atLeast: number };

export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws Error when there is no value */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error('Nothing was measured.');
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return { median: middle.reduce((sum, value) => sum + value, 0) / middle.length, min, max };
}

/** Whether the median is what it should be; undefined where nothing is asked. */
export function isMet({ values, target }: Row): boolean | undefined {
  if (target === undefined) return undefined;
  const { median } = summarize(values);
  if ('below' in target) return median < target.below;
  return 'atMost' in target ? median <= target.atMost : median >= target.atLeast;
}
