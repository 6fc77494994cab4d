import { formatProblem, type Problem } from '../domain/problem.ts';
import { codeSpan, escapeSentence } from './escape.ts';
import { list } from './markdown.ts';

/** A list of at most `limit` problems, each with its place as code, and how many more there are. */
export function renderProblems(problems: readonly Problem[], limit: number): readonly string[] {
  if (limit === 0) return [];
  const rest = problems.length - limit;
  return list([...problems.slice(0, limit).map(renderProblem), ...(rest > 0 ? [`… and ${rest} more`] : [])]);
}

function renderProblem(problem: Problem): string {
  const place = formatProblem({ ...problem, message: '' }).replace(/: $/, '');
  const message = escapeSentence(problem.message);
  return place === '' ? message : `${codeSpan(place, 200)}: ${message}`;
}
