import type { Fixture, FixtureChanges } from '../domain/fixture.ts';
import { codeSpan } from './escape.ts';
import { formatCount } from './formatEffort.ts';
import { fold, list } from './markdown.ts';
import { readField } from './readField.ts';
import { formatValue } from './summarizeAnswer.ts';

/** What the change itself does to the fixtures: a reviewer must see a label that moves. */
export function renderFixtureChanges(changes: FixtureChanges): readonly string[] {
  const { added, removed, edited } = changes;
  const points = list([
    ...edited.map(({ base, head }) => `edited ${codeSpan(base.id, 60)}: ${describeEdit(base, head)}`),
    ...removed.map((fixture) => `removed ${describeFixture(fixture)}`),
    ...added.map((fixture) => `added ${describeFixture(fixture)}`),
  ]);
  return describeFixtureChanges(changes).flatMap((title) => fold(title, points));
}

/** The same in one line, Markdown and HTML alike; nothing when nothing changes. */
export function describeFixtureChanges({ added, removed, edited }: FixtureChanges): readonly string[] {
  const total = added.length + removed.length + edited.length;
  if (total === 0) return [];
  const counts = [
    ...(added.length === 0 ? [] : [`${added.length} added`]),
    ...(removed.length === 0 ? [] : [`${removed.length} removed`]),
    ...(edited.length === 0 ? [] : [`${edited.length} edited`]),
  ].join(', ');
  return [
    `This change also touches ${formatCount(total, 'fixture')} (${counts}): judged by those of the base branch`,
  ];
}

function describeFixture({ id, team }: Fixture): string {
  return `${codeSpan(id, 60)} of ${codeSpan(team, 60)}`;
}

function describeEdit(base: Fixture, head: Fixture): string {
  const names = new Set([...Object.keys(base.fields), ...Object.keys(head.fields)]);
  const changed = [...names]
    .map((name) => ({ name, before: describeValue(base, name), after: describeValue(head, name) }))
    .filter(({ before, after }) => before !== after);
  if (changed.length === 0) return 'moved within its file';
  return changed
    .map(
      ({ name, before, after }) => `${codeSpan(name, 40)} ${codeSpan(before, 80)} → ${codeSpan(after, 80)}`,
    )
    .join(', ');
}

function describeValue(fixture: Fixture, name: string): string {
  const value = readField(fixture, name);
  return value === undefined ? '(none)' : formatValue(value);
}
