import type { Problem } from '../domain/problem.ts';

/** Problems reported of one file: enough to see the pattern, few enough to be read. */
const PER_FILE = 50;

/** The first problems of each file, in order; a sentence counts the rest. */
export function limitProblems(problems: readonly Problem[]): readonly Problem[] {
  const counts = new Map<string | undefined, number>();
  const kept = problems.filter(({ file }) => {
    const count = (counts.get(file) ?? 0) + 1;
    counts.set(file, count);
    return count <= PER_FILE;
  });
  const rest = [...counts].flatMap(([file, count]): readonly Problem[] => {
    if (count <= PER_FILE) return [];
    const more = count - PER_FILE;
    const message = `And ${more} more ${more === 1 ? 'problem' : 'problems'} in this file: mend the first ${PER_FILE} and run again.`;
    return [file === undefined ? { message } : { file, message }];
  });
  return [...kept, ...rest];
}
