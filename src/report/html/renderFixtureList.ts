import { shorten } from '../../domain/shorten.ts';
import type { Evaluation, Report } from '../buildReport.ts';
import { formatCount } from '../formatEffort.ts';
import { buildFixtureData } from './fixtures/buildFixtureData.ts';
import type { FixtureData } from './fixtures/fixtureData.ts';
import { FIXTURE_FLAGS } from './fixtures/fixtureFlags.ts';
import { type Html, html } from './html.ts';
import { htmlJson } from './htmlJson.ts';

const { broke, fixed, once, flaky, notScored, wrong, added } = FIXTURE_FLAGS;

/** Filters that can be pressed: which flags a fixture must have, and which it must not. */
const FILTERS: readonly (readonly [name: string, all: number, none: number])[] = [
  ['Broken', broke, once],
  ['Fixed', fixed, once],
  ['Flipped once', once, 0],
  ['Flaky', flaky, 0],
  ['Not scored', notScored, 0],
  ['Wrong on the candidate', wrong, added],
  ['Added by the change', added, 0],
];
/** Filters that are there though no fixture has what they ask for. */
const ALWAYS = ['Broken', 'Fixed', 'Flaky', 'Not scored'];

/**
 * The list of all fixtures with its filters, and the data that the page's script draws it from; `key` names the pin.
 * Without the script it says what is missing.
 */
export function renderFixtureList(evaluation: Evaluation, report: Report, key: string): Html {
  const data = buildFixtureData(evaluation, report);
  const count = ([, all, none]: (typeof FILTERS)[number]) =>
    data.rows.filter(([flags]) => (flags & all) === all && (flags & none) === 0).length;
  const filters = FILTERS.map((filter) => ({ filter, count: count(filter) })).filter(
    ({ filter: [name], count }) => count > 0 || ALWAYS.includes(name),
  );
  return html`<noscript><p class="note">The list of ${formatCount(data.rows.length, 'fixture')} with filters and replies needs JavaScript. <code>report.json</code>, beside this file, has all of it.</p></noscript>
${
  evaluation.repliesShown
    ? html``
    : html`<p class="note">ℹ️ What the agent wrote is withheld, except values that are labels. <code>show: { replies: yes }</code> in <code>gate.yml</code> shows it.</p>\n`
}<div class="fixtures" data-fixtures="${key}">
<div class="filters" role="search" aria-label="Filter fixtures of ${evaluation.pin.path}">
<div class="buttons" role="group" aria-label="Show only fixtures that are">${filters.map(
    ({ filter: [name, all, none], count }) =>
      html`<button type="button" aria-pressed="false" data-all="${all}" data-none="${none}">${name} <span class="count">${count.toLocaleString('en-US')}</span></button>\n`,
  )}</div>
<div class="fields"><label>Team <select><option value="">all teams</option>${listTeams(data)}</select></label>
<label class="search">Text in id, subject or answers <input type="search" autocomplete="off" spellcheck="false"></label>
<button type="button" class="clear">Clear filters</button></div>
</div>
<p class="status" role="status">${formatCount(data.rows.length, 'fixture')}</p>
<ol class="rows"></ol>
<button type="button" class="more" hidden></button>
</div>
${htmlJson(`${key}-data`, data)}`;
}

function listTeams({ teams, texts }: FixtureData): readonly Html[] {
  return teams
    .map((text, index) => ({ name: texts[text] ?? '', index }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ name, index }) =>
        html`<option value="${index}">${name.trim() === '' ? '(empty)' : shorten(name, 60)}</option>`,
    );
}
