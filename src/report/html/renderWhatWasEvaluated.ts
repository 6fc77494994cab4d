import type { Evaluation, Report } from '../buildReport.ts';
import type { Fixture } from '../../domain/fixture.ts';
import { formatCount, formatDuration, formatMoney } from '../formatEffort.ts';
import { commitUrl, fileUrl, shortenCommit } from '../links.ts';
import { nameCandidate, nameVersion, type VersionName } from '../nameVersion.ts';
import { readField } from '../readField.ts';
import { formatValue } from '../summarizeAnswer.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlLink } from './htmlLink.ts';
import { htmlList } from './htmlList.ts';

/** Both versions, fixtures and policy with their commit, what it took, and what the change does to the fixtures. */
export function renderWhatWasEvaluated({ pin, fixtureCount }: Evaluation, { context }: Report): Html {
  const { source, effort, baseline, candidate } = pin;
  const { rule, trials, rounds, alpha, coverage } = source.policy.policy;
  const commit = htmlLink(htmlCode(shortenCommit(source.commit)), commitUrl(context, source.commit));
  const file = (path: string) => htmlLink(htmlCode(path, 200), fileUrl(context, source.commit, path));
  const version = (name: string, side: typeof candidate, called: VersionName) =>
    html`${name}: ${called === 'draft' ? 'a draft' : nameVersion(called)} of agent ${htmlCode(side.config.name, 80)} (${htmlCode(side.pin.agent)}), model ${htmlCode(side.config.model.id)}${called === 'draft' ? ', not made' : `, made ${side.config.createdAt.slice(0, 10)}`}`;
  return html`${htmlList([
    ...(baseline === undefined ? [] : [version('Baseline', baseline, baseline.pin.version)]),
    version('Candidate', candidate, nameCandidate(pin)),
    html`${formatCount(fixtureCount, 'fixture')} from ${pin.fixtureFiles.map((path, index) => html`${index === 0 ? '' : ', '}${file(path)}`)} at ${commit}, ${source.from === 'base' ? 'of the base branch' : 'of the change itself'}`,
    html`Policy ${file(source.path)} at ${commit}: rule <code>${rule}</code>, ${formatCount(trials, 'trial')} per fixture and version${rule === 'confirmed' ? html`, up to ${rounds.at(-1) ?? 0} more of what flipped, alpha ${alpha}` : html``}, ${coverage * 100}% of a team must be scored`,
    html`It took ${formatCount(effort.sessions, 'session')}, ${formatMoney(effort.costUsd)} and ${formatDuration(effort.durationMs)}`,
  ])}${renderFixtureChanges(pin.fixtureChanges)}`;
}

function renderFixtureChanges({ added, removed, edited }: Evaluation['pin']['fixtureChanges']): Html {
  const total = added.length + removed.length + edited.length;
  if (total === 0) return html``;
  return html`<details><summary>This change also touches ${formatCount(total, 'fixture')} (${added.length} added, ${removed.length} removed, ${edited.length} edited): judged by those of the base branch</summary>
${htmlList([
  ...edited.map(({ base, head }) => html`edited ${htmlCode(base.id, 60)}: ${describeEdit(base, head)}`),
  ...removed.map(({ id, team }) => html`removed ${htmlCode(id, 60)} of ${htmlCode(team, 60)}`),
  ...added.map(({ id, team }) => html`added ${htmlCode(id, 60)} of ${htmlCode(team, 60)}`),
])}</details>
`;
}

function describeEdit(base: Fixture, head: Fixture): Html {
  const names = [...new Set([...Object.keys(base.fields), ...Object.keys(head.fields)])];
  const read = (fixture: Fixture, name: string) => {
    const value = readField(fixture, name);
    return value === undefined ? undefined : formatValue(value);
  };
  const show = (value: string | undefined) =>
    value === undefined ? html`<em>nothing</em>` : htmlCode(value, 300);
  const changed = names.filter((name) => read(base, name) !== read(head, name));
  if (changed.length === 0) return html`moved within its file`;
  return html`${changed.map(
    (name, index) =>
      html`${index === 0 ? '' : ', '}${htmlCode(name, 40)} ${show(read(base, name))} → ${show(read(head, name))}`,
  )}`;
}
