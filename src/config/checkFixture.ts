import type { Fixture } from '../domain/fixture.ts';
import type { Policy } from '../domain/policy.ts';
import { quote } from '../domain/quote.ts';
import { renderTemplate, type Template } from '../domain/template.ts';
import { code } from './code.ts';
import { describe } from './describe.ts';
import { explainLacking, type FieldNeed } from './fieldNeed.ts';
import { findLabelFault } from './findLabelFault.ts';
import type { FixtureEntry } from './fixtureEntry.ts';
import type { Fields } from './readFields.ts';

/** A session's metadata carries the id, and a value there has at most 512 characters. */
const LONGEST_ID = 256;

type Report = (message: string) => void;

/**
 * Makes a fixture of an entry; undefined when anything is wrong with it, and then everything that is has been
 * reported. `places` remembers where each id was first seen, over all files.
 */
export function checkFixture(
  entry: FixtureEntry,
  needs: readonly FieldNeed[],
  policy: Policy,
  template: Template,
  places: Map<string, FixtureEntry>,
  reportTo: Report,
): Fixture | undefined {
  const { file, line, fields } = entry;
  let faults = 0;
  const report = (message: string) => {
    faults += 1;
    reportTo(message);
  };
  const id = readId(fields, report);
  const name = id === undefined ? 'The fixture' : `Fixture ${quote(id)}`;
  if (id !== undefined) claimId(id, entry, places, report);
  for (const need of needs) {
    if (!Object.hasOwn(fields, need.field)) report(explainLacking(need, name));
  }
  const team = readTeam(name, fields, policy, report);
  checkLabels(name, entry, policy, report);
  if (template.fields.every((field) => Object.hasOwn(fields, field))) {
    checkMessage(name, fields, template, report);
  }
  if (faults > 0 || id === undefined || team === undefined) return undefined;
  return Object.freeze({ id, team, fields, file, line });
}

function readId(fields: Fields, report: Report): string | undefined {
  const value = fieldOf(fields, 'id');
  if (value === undefined) {
    report('The fixture has no `id`: give it one that no other fixture has, such as "TKT-1".');
    return undefined;
  }
  const id = typeof value === 'number' ? String(value) : value;
  if (typeof id !== 'string' || id.trim() === '') {
    report(`\`id\` should be a text that is not empty, or a number, but it is ${describe(value)}.`);
    return undefined;
  }
  // Two such numbers that differ in the file can be one number here.
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    report(
      '`id` should be a text, but it is a number with more digits than JSON readers keep: put it in quotes.',
    );
    return undefined;
  }
  if (id.length > LONGEST_ID) {
    report(`\`id\` should have at most ${LONGEST_ID} characters, but ${quote(id, 40)} has ${id.length}.`);
    return undefined;
  }
  return id;
}

function claimId(id: string, entry: FixtureEntry, places: Map<string, FixtureEntry>, report: Report): void {
  const taken = places.get(id);
  if (taken === undefined) {
    places.set(id, entry);
  } else {
    report(
      `The id ${quote(id)} is taken by ${taken.file}:${taken.line}: give each fixture an id of its own.`,
    );
  }
}

function readTeam(name: string, fields: Fields, policy: Policy, report: Report): string | undefined {
  const field = policy['group-by'];
  const value = fieldOf(fields, field);
  if (value === undefined || (typeof value === 'string' && value.trim() !== '')) return value;
  report(
    `${name}: ${code(field)} should be the name of a team, as text, since \`group-by\` names it, but it is ${describe(value)}.`,
  );
  return undefined;
}

function checkLabels(name: string, { file, fields }: FixtureEntry, policy: Policy, report: Report): void {
  for (const [field, matcher] of Object.entries(policy.expect)) {
    const label = fieldOf(fields, field);
    // An empty team has been reported as a team.
    if (label === undefined || (label === '' && field === policy['group-by'])) continue;
    const expected = findLabelFault(label, matcher, file, policy.reply);
    if (expected === undefined) continue;
    report(
      `${name}: ${code(field)} should be ${expected}, since \`expect\` says \`${matcher}\`, but it is ${describe(label)}.`,
    );
  }
}

function checkMessage(name: string, fields: Fields, template: Template, report: Report): void {
  if (renderTemplate(template, fields).trim() !== '') return;
  report(
    `${name} makes an empty message, which the service does not take: fill in a field that \`message\` uses.`,
  );
}

function fieldOf(fields: Fields, name: string): Fields[string] | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
