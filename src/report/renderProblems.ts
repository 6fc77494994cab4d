import { formatProblem, type Problem } from '../domain/problem.ts';
import { codeSpan, escapeSentence } from './escape.ts';
import { takePoints } from './renderSentences.ts';

/** At most `limit` problems as points of a list, each with its place as code, and how many more there are. */
export function renderProblems(problems: readonly Problem[], limit: number): readonly string[] {
  return takePoints(problems, limit, renderProblem);
}

function renderProblem(problem: Problem): string {
  const place = formatProblem({ ...problem, message: '' }).replace(/: $/, '');
  const message = escapeSentence(problem.message);
  return place === '' ? message : `${codeSpan(place, 200)}: ${message}`;
}
