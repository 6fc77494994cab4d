import type { Problem } from '../../domain/problem.ts';
import { shorten } from '../../domain/shorten.ts';
import { showHidden } from '../escape.ts';
import { formatCount } from '../formatEffort.ts';
import { quoteName } from '../quoteName.ts';

/** The first problem with its place, and how many more there are. */
export function summarizeProblems(problems: readonly Problem[]): string {
  const [first] = problems;
  if (first === undefined) return 'no reason was given';
  const place = [first.file, first.line].filter((part) => part !== undefined).join(':');
  const message = shorten(showHidden(first.message), 280).replace(/\.$/, '');
  const sentence = place === '' ? message : `${quoteName(place)}: ${message}`;
  const rest = problems.length - 1;
  return rest === 0 ? sentence : `${sentence} (and ${formatCount(rest, 'more problem', 'more problems')})`;
}
