import { formatProblem, type Problem } from '../../domain/problem.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlList } from './htmlList.ts';
import { htmlSentence } from './htmlSentence.ts';

/** All problems as a list, each with its file and line. */
export function renderProblemList(problems: readonly Problem[]): Html {
  return htmlList(
    problems.map((problem) => {
      const place = formatProblem({ ...problem, message: '' }).replace(/: $/, '');
      const message = htmlSentence(problem.message);
      return place === '' ? message : html`${htmlCode(place, 300)}: ${message}`;
    }),
  );
}
