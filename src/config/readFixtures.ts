import type { Fixture } from '../domain/fixture.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import { parseTemplate, renderTemplate, type Template } from '../domain/template.ts';
import { code } from './code.ts';
import { describe } from './describe.ts';
import { findLabelFault } from './findLabelFault.ts';
import { limitProblems } from './limitProblems.ts';
import { type Fields, readFields } from './readFields.ts';
import type { PolicyFile } from './readPolicy.ts';
import { readRecords } from './records/readRecords.ts';
import { suggest } from './suggest.ts';

/** A session's metadata carries the id, and a value there has at most 512 characters. */
const LONGEST_ID = 256;

/** Field names that the nearest one is looked for among. */
const MOST_NAMES = 200;

export interface FixtureFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface Entry {
  readonly file: string;
  readonly line: number;
  readonly fields: Fields;
}

/** A field that every fixture must have, and the keys of `gate.yml` that ask for it. */
interface Need {
  readonly field: string;
  readonly keys: readonly string[];
  readonly line: number | undefined;
}

/**
 * Reads all files of fixtures of one policy; fixtures come in the order of the files and their lines.
 *
 * Throws a `GateError` with the problems of all files together, at most fifty a file and a sentence that
 * counts the rest: unreadable entries, ids, fields that the policy needs, labels that do not suit their
 * matcher, teams with a floor and no fixtures. No fixtures at all is a problem too.
 */
export function readFixtures(files: readonly FixtureFile[], policyFile: PolicyFile): readonly Fixture[] {
  const template = parseTemplate(policyFile.policy.message);
  const inFiles: Problem[] = [];
  const entries: Entry[] = [];
  for (const { path, bytes } of files) {
    const { records, problems } = readRecords(path, bytes);
    inFiles.push(...problems);
    if (records.length === 0 && problems.length === 0) {
      const message =
        'The file has no fixtures: add at least one, or take the file out of `fixtures` in gate.yml.';
      inFiles.push({ file: path, line: 1, message });
    }
    for (const { value, line } of records) {
      const result = readFields(value);
      if ('fields' in result) entries.push({ file: path, line, fields: result.fields });
      else inFiles.push({ file: path, line, message: result.fault });
    }
  }
  const complete = inFiles.length === 0;

  const needs = collectNeeds(policyFile, template);
  const missing = needs.filter(({ field }) => !entries.some(({ fields }) => Object.hasOwn(fields, field)));
  const inPolicy =
    entries.length === 0 ? [] : missing.map((need) => explainMissing(need, entries, policyFile));
  const { fixtures, problems } = checkEntries(
    entries,
    needs.filter((need) => !missing.includes(need)),
    policyFile,
    template,
  );

  // A file that could not be read whole may hold the very team that is missed.
  if (complete) inPolicy.push(...findEmptyTeams(entries, policyFile));
  if (files.length === 0) inPolicy.push(...noFiles(policyFile));
  const all = [...inPolicy, ...sortByPlace([...inFiles, ...problems], files)];
  if (all.length > 0) throw new GateError(limitProblems(all));
  return fixtures;
}

function collectNeeds({ policy, lineOf, messageLine }: PolicyFile, template: Template): readonly Need[] {
  const needs = new Map<string, Need>();
  const add = (field: string, key: string, line: number | undefined) => {
    const known = needs.get(field);
    needs.set(field, { field, keys: [...(known?.keys ?? []), key], line: known?.line ?? line });
  };
  for (const part of template.parts) {
    if (typeof part !== 'string' && !needs.has(part.field))
      add(part.field, 'message', messageLine(part.line));
  }
  for (const field of Object.keys(policy.expect)) add(field, 'expect', lineOf(['expect', field]));
  add(policy['group-by'], 'group-by', lineOf(['group-by']));
  return [...needs.values()];
}

function explainMissing(
  { field, keys, line }: Need,
  entries: readonly Entry[],
  { path, lineOf }: PolicyFile,
): Problem {
  const names = new Set<string>();
  for (const { fields } of entries) {
    for (const name of Object.keys(fields)) if (names.size < MOST_NAMES) names.add(name);
  }
  const askers = list(keys, (key) => (lineOf([key]) === undefined ? ' (by default)' : ''));
  const message = `${askers} ${keys.length === 1 ? 'names' : 'name'} the field ${code(field)}, but no fixture has it: ${suggest(field, [...names], 'fields of the fixtures')}`;
  return { file: path, ...(line === undefined ? {} : { line }), message };
}

function checkEntries(
  entries: readonly Entry[],
  needs: readonly Need[],
  policyFile: PolicyFile,
  template: Template,
): { fixtures: readonly Fixture[]; problems: readonly Problem[] } {
  const fixtures: Fixture[] = [];
  const problems: Problem[] = [];
  const places = new Map<string, Entry>();
  for (const entry of entries) {
    const { file, line, fields } = entry;
    const before = problems.length;
    const report = (message: string) => problems.push({ file, line, message });

    const id = readId(fields, report);
    const name = id === undefined ? 'The fixture' : `Fixture ${quote(id)}`;
    const taken = id === undefined ? undefined : places.get(id);
    if (taken !== undefined) {
      report(
        `The id ${quote(id ?? '')} is taken by ${taken.file}:${taken.line}: give each fixture an id of its own.`,
      );
    } else if (id !== undefined) {
      places.set(id, entry);
    }
    for (const need of needs) {
      if (!Object.hasOwn(fields, need.field)) {
        report(
          `${name} has no field ${code(need.field)}, which ${list(need.keys)} in gate.yml ${need.keys.length === 1 ? 'names' : 'name'}: add it.`,
        );
      }
    }
    const team = readTeam(name, fields, policyFile, report);
    checkLabels(name, entry, policyFile, report);
    if (problems.length > before || id === undefined || team === undefined) continue;
    if (
      template.fields.every((field) => Object.hasOwn(fields, field)) &&
      renderTemplate(template, fields).trim() === ''
    ) {
      report(
        `${name} makes an empty message, which the service does not take: fill in a field that \`message\` uses.`,
      );
    }
    fixtures.push(Object.freeze({ id, team, fields, file, line }));
  }
  return { fixtures, problems };
}

function readId(fields: Fields, report: (message: string) => void): string | undefined {
  const value = Object.hasOwn(fields, 'id') ? fields['id'] : undefined;
  if (value === undefined) {
    report('The fixture has no `id`: give it one that no other fixture has, such as "TKT-1".');
    return undefined;
  }
  const id = typeof value === 'number' ? String(value) : value;
  if (typeof id !== 'string' || id.trim() === '') {
    report(`\`id\` should be a text that is not empty, or a number, but it is ${describe(value)}.`);
    return undefined;
  }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
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

function readTeam(
  name: string,
  fields: Fields,
  { policy }: PolicyFile,
  report: (message: string) => void,
): string | undefined {
  const field = policy['group-by'];
  const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (value === undefined || (typeof value === 'string' && value.trim() !== '')) return value;
  report(
    `${name}: ${code(field)} should be the name of a team, as text, since \`group-by\` names it, but it is ${describe(value)}.`,
  );
  return undefined;
}

function checkLabels(
  name: string,
  { file, fields }: Entry,
  { policy }: PolicyFile,
  report: (message: string) => void,
): void {
  for (const [field, matcher] of Object.entries(policy.expect)) {
    const label = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (label === undefined) continue;
    const expected = findLabelFault(label, matcher, file, policy.reply);
    // The same empty value would be reported twice.
    if (expected === undefined || (field === policy['group-by'] && label === '')) continue;
    report(
      `${name}: ${code(field)} should be ${expected}, since \`expect\` says \`${matcher}\`, but it is ${describe(label)}.`,
    );
  }
}

function findEmptyTeams(entries: readonly Entry[], { path, policy, lineOf }: PolicyFile): readonly Problem[] {
  const named = new Set(entries.map(({ fields }) => fields[policy['group-by']]));
  const teams = [...named].filter((team) => typeof team === 'string');
  // Without any team, what is missing is the field, and that has its own sentence.
  if (teams.length === 0) return [];
  return Object.keys(policy.policy['min-score']).flatMap((team) => {
    if (teams.includes(team)) return [];
    const line = lineOf(['policy', 'min-score', team]);
    const message = `\`min-score\` names the team ${code(team)}, which has no fixtures: ${suggest(team, teams, 'teams')}`;
    return [{ file: path, ...(line === undefined ? {} : { line }), message }];
  });
}

function noFiles({ path, lineOf }: PolicyFile): readonly Problem[] {
  const line = lineOf(['fixtures']);
  return [
    {
      file: path,
      ...(line === undefined ? {} : { line }),
      message: '`fixtures` names no file that exists: a gate without fixtures can judge nothing.',
    },
  ];
}

function sortByPlace(problems: readonly Problem[], files: readonly FixtureFile[]): readonly Problem[] {
  const order = new Map(files.map(({ path }, index) => [path, index]));
  const rank = ({ file }: Problem) => order.get(file ?? '') ?? -1;
  return problems.toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0));
}

function list(keys: readonly string[], remark = (_key: string) => ''): string {
  const names = keys.map((key) => `${code(key)}${remark(key)}`);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
