import type { Evaluation } from '../buildReport.ts';
import { formatCount } from '../formatEffort.ts';
import { nameCandidate, shortenVersion } from '../nameVersion.ts';
import { countRoutes, type Route } from '../routes/countRoutes.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlTable } from './htmlTable.ts';
import { renderMatrix } from './renderMatrix.ts';

/** Routes that are listed; beyond it nobody reads on. */
const LISTED = 300;
/** Values up to which there is a matrix. */
const VALUES = 20;

/** Where answers went, for each graded field: what was answered in place of the label, and the whole matrix. */
export function renderRoutes({ pin, teams }: Evaluation): Html {
  const results = teams.flatMap((team) => team.fixtures.map(({ result }) => result));
  const fields = Object.keys(pin.source.policy.expect);
  return html`${fields.map((field) => renderField(field, countRoutes(results, field), pin))}`;
}

function renderField(field: string, routes: readonly Route[], pin: Evaluation['pin']): Html {
  const { baseline } = pin;
  const astray = routes
    .filter(({ expected, answered }) => expected !== answered)
    .toSorted((a, b) => change(b) - change(a) || b.candidate - a.candidate);
  const values = [...new Set(routes.flatMap(({ expected, answered }) => [expected, answered]))].sort();
  const title = html`<h4>Field <code>${field}</code></h4>\n`;
  if (astray.length === 0)
    return html`${title}<p>Both versions answered every fixture as it is labelled.</p>\n`;
  return html`${title}${htmlTable(
    'Answers that are not the label, what grew most first',
    [
      { name: 'Expected' },
      { name: 'Answered' },
      ...(baseline === undefined ? [] : [{ name: `Baseline v${baseline.pin.version}`, isNumber: true }]),
      { name: `Candidate ${shortenVersion(nameCandidate(pin))}`, isNumber: true },
      ...(baseline === undefined ? [] : [{ name: 'Change', isNumber: true }]),
    ],
    astray
      .slice(0, LISTED)
      .map((route) => [
        htmlCode(route.expected, 80),
        htmlCode(route.answered, 80),
        ...(baseline === undefined ? [] : [html`${route.baseline}`]),
        html`${route.candidate}`,
        ...(baseline === undefined ? [] : [html`${formatChange(change(route))}`]),
      ]),
  )}${
    astray.length > LISTED
      ? html`<p>… and ${formatCount(astray.length - LISTED, 'more pair')}.</p>\n`
      : html``
  }${renderMatrices(values, astray, routes, baseline !== undefined)}`;
}

/** The matrix of all values, or of many values that of those that were mixed up with another. */
function renderMatrices(
  values: readonly string[],
  astray: readonly Route[],
  routes: readonly Route[],
  hasBaseline: boolean,
): Html {
  if (values.length <= VALUES) return renderMatrix('The whole matrix', values, routes, hasBaseline);
  const mixed = new Set(astray.flatMap(({ expected, answered }) => [expected, answered]));
  const rest = `${values.length - mixed.size} of ${values.length} values were never mixed up with another`;
  return mixed.size <= VALUES
    ? renderMatrix(`The matrix of the ${mixed.size} others: ${rest}`, [...mixed].sort(), routes, hasBaseline)
    : html`<p>${mixed.size} values were mixed up with another, too many for a matrix; ${rest}.</p>\n`;
}

function change({ baseline, candidate }: Route): number {
  return candidate - baseline;
}

function formatChange(change: number): string {
  return change === 0 ? '0' : change < 0 ? `−${-change}` : `+${change}`;
}
