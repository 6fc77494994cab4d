import type { Fixture } from '../domain/fixture.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import { parseTemplate } from '../domain/template.ts';
import { checkFixture } from './checkFixture.ts';
import { code } from './code.ts';
import { collectNeeds, explainUnmet } from './fieldNeed.ts';
import type { FixtureEntry } from './fixtureEntry.ts';
import { limitProblems } from './limitProblems.ts';
import { readFields } from './readFields.ts';
import type { PolicyFile } from './readPolicy.ts';
import { readRecords } from './records/readRecords.ts';
import { suggest } from './suggest.ts';

export interface FixtureFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads all files of fixtures of one policy; fixtures come in the order of the files and their lines.
 *
 * Throws a `GateError` with the problems of all files together, at most fifty a file and a sentence that
 * counts the rest: unreadable entries, ids, fields that the policy needs, labels that do not suit their
 * matcher, teams with a floor and no fixtures. No fixtures at all is a problem too.
 */
export function readFixtures(files: readonly FixtureFile[], policyFile: PolicyFile): readonly Fixture[] {
  const { policy } = policyFile;
  const read = files.map(readEntries);
  const entries = read.flatMap((file) => file.entries);
  const unreadable = read.flatMap((file) => file.problems);

  const template = parseTemplate(policy.message);
  const needs = collectNeeds(policyFile, template);
  const isMet = (field: string) => entries.some(({ fields }) => Object.hasOwn(fields, field));
  const unmet = entries.length === 0 ? [] : needs.filter(({ field }) => !isMet(field));
  const met = needs.filter((need) => !unmet.includes(need));

  const places = new Map<string, FixtureEntry>();
  const wrong: Problem[] = [];
  const fixtures = entries.flatMap((entry) => {
    const report = (message: string) => wrong.push({ file: entry.file, line: entry.line, message });
    return checkFixture(entry, met, policy, template, places, report) ?? [];
  });

  const all = [
    ...(files.length === 0 ? [explainNoFiles(policyFile)] : []),
    ...unmet.map((need) => explainUnmet(need, entries, policyFile)),
    // A file that could not be read whole may hold the very team that is missed.
    ...(unreadable.length === 0 ? findEmptyTeams(entries, policyFile) : []),
    ...sortByPlace([...unreadable, ...wrong], files),
  ];
  if (all.length > 0) throw new GateError(limitProblems(all));
  return fixtures;
}

function readEntries({ path: file, bytes }: FixtureFile): {
  readonly entries: readonly FixtureEntry[];
  readonly problems: readonly Problem[];
} {
  const { records, problems } = readRecords(file, bytes);
  if (records.length === 0 && problems.length === 0) {
    const message =
      'The file has no fixtures: add at least one, or take the file out of `fixtures` in gate.yml.';
    return { entries: [], problems: [{ file, line: 1, message }] };
  }
  const entries: FixtureEntry[] = [];
  const faults: Problem[] = [];
  for (const { value, line } of records) {
    const result = readFields(value);
    if ('fields' in result) entries.push({ file, line, fields: result.fields });
    else faults.push({ file, line, message: result.fault });
  }
  return { entries, problems: [...problems, ...faults] };
}

function explainNoFiles({ path, lineOf }: PolicyFile): Problem {
  const line = lineOf(['fixtures']);
  const message = '`fixtures` names no file that exists: a gate without fixtures can judge nothing.';
  return { file: path, ...(line === undefined ? {} : { line }), message };
}

function findEmptyTeams(
  entries: readonly FixtureEntry[],
  { path, policy, lineOf }: PolicyFile,
): readonly Problem[] {
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

function sortByPlace(problems: readonly Problem[], files: readonly FixtureFile[]): readonly Problem[] {
  const order = new Map(files.map(({ path }, index) => [path, index]));
  const rank = ({ file }: Problem) => order.get(file ?? '') ?? -1;
  return problems.toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0));
}
