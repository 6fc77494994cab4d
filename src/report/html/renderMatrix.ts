import { shorten } from '../../domain/shorten.ts';
import type { Route } from '../routes/countRoutes.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlTable } from './htmlTable.ts';

/**
 * The confusion matrix of both versions in one: rows are labels, columns are answers, a cell is the baseline's count,
 * the candidate's, and the difference; one number where they are equal.
 */
export function renderMatrix(
  title: string,
  values: readonly string[],
  routes: readonly Route[],
  hasBaseline: boolean,
): Html {
  const cells = new Map(routes.map((route) => [JSON.stringify([route.expected, route.answered]), route]));
  const labels = values.filter((value) => routes.some(({ expected }) => expected === value));
  const rows = labels.map((expected) => [
    htmlCode(expected, 40),
    ...values.map((answered) =>
      renderCell(cells.get(JSON.stringify([expected, answered])), expected === answered, hasBaseline),
    ),
  ]);
  const columns = [
    { name: 'Expected ↓ answered →' },
    ...values.map((value) => ({ name: value === '' ? 'empty' : shorten(value, 40), isNumber: true })),
  ];
  const caption = hasBaseline
    ? 'Confusion matrix: baseline → candidate (difference); one number where both are equal'
    : 'Confusion matrix of the candidate';
  return html`<details class="matrix"><summary>${title}</summary>
${htmlTable(caption, columns, rows)}</details>
`;
}

function renderCell(route: Route | undefined, isRight: boolean, hasBaseline: boolean): Html {
  if (route === undefined) return html`<span class="none">·</span>`;
  const { baseline, candidate } = route;
  const difference = candidate - baseline;
  const counts =
    !hasBaseline || difference === 0
      ? html`${candidate}`
      : html`${baseline} → ${candidate} <strong>(${difference < 0 ? `−${-difference}` : `+${difference}`})</strong>`;
  return isRight ? html`<span class="right">${counts}</span>` : counts;
}
