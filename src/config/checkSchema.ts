import { z } from 'zod';
import type { Problem } from '../domain/problem.ts';
import { code } from './code.ts';
import { describe } from './describe.ts';
import { describeAt, type YamlFile, type YamlPath } from './readYaml.ts';
import { findNearest, suggest } from './suggest.ts';

export type Checked<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/**
 * Checks a YAML file by its schema. Every issue becomes one sentence on its own line: what was expected (the
 * schema's messages are the rest of "… should be"), what was there, and for a key that is not known the nearest one.
 */
export function checkSchema<Schema extends z.ZodType>(
  file: YamlFile,
  schema: Schema,
): Checked<z.output<Schema>> {
  const result = schema.safeParse(file.value);
  if (result.success) return { value: result.data, problems: [] };
  const issues = result.error.issues.flatMap((issue) => flatten(issue));
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const issue of issues) {
    for (const problem of translate(file, schema, issue)) {
      // A number can be both no integer and too large: the same sentence twice.
      if (!seen.has(problem.message)) problems.push(problem);
      seen.add(problem.message);
    }
  }
  return { value: undefined, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

/** `policy.trials`, or `fixtures` (item 2), as it stands in a sentence. */
export function nameOf(path: YamlPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  if (typeof last === 'number') return `${nameOf(path.slice(0, -1))} (item ${last + 1})`;
  const index = path.findLastIndex((step) => typeof step === 'number');
  const keys = code(path.slice(index + 1).join('.'));
  return index === -1 ? keys : `${keys} of ${nameOf(path.slice(0, index + 1))}`;
}

type Issue = z.core.$ZodIssue;

// Of a union's branches the one counts that came furthest: the list with a wrong item, not "is no text".
function flatten(issue: Issue, base: readonly PropertyKey[] = []): readonly Issue[] {
  const here = { ...issue, path: [...base, ...issue.path] };
  if (issue.code !== 'invalid_union') return [here];
  const furthest = issue.errors.find((branch) => branch.some(({ path }) => path.length > 0));
  return furthest === undefined ? [here] : furthest.flatMap((inner) => flatten(inner, here.path));
}

function translate(file: YamlFile, schema: z.ZodType, issue: Issue): readonly Problem[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file: file.path,
      line: file.nearestLine([...path, key]),
      message: `Unknown key ${nameOf([...path, key])}: ${explainUnknown(key, schema, path)}`,
    }));
  }
  const line = file.nearestLine(path);
  if (issue.code === 'invalid_key') {
    const expected = issue.issues[0]?.message ?? 'a name';
    const there = describe(String(path.at(-1)));
    const message = `A key of ${nameOf(path.slice(0, -1))} should be ${expected}, but it is ${there}.`;
    return [{ file: file.path, line, message }];
  }
  const name = nameOf(path);
  const expected = `it should be ${issue.message}`;
  if (path.length === 0 && file.value === null) {
    return [{ file: file.path, line: 1, message: `The file is empty: ${expected}.` }];
  }
  if (file.at(path) === undefined) {
    return [
      { file: file.path, line, message: `${name} is missing: ${expected}.${findSlip(file, schema, path)}` },
    ];
  }
  const message = `${name} should be ${issue.message}, but it is ${describeAt(file, path)}.`;
  return [{ file: file.path, line, message }];
}

function explainUnknown(key: string, schema: z.ZodType, path: YamlPath): string {
  const known = knownKeys(schema, path);
  const nearest = findNearest(key, known);
  const home = nearest === undefined ? findHome(key, schema) : undefined;
  return home === undefined ? suggest(key, known, 'known keys here') : `it belongs under ${code(home)}.`;
}

/** The section of the file that has such a key: `trials` at the top belongs under `policy`. */
function findHome(key: string, schema: z.ZodType): string | undefined {
  return knownKeys(schema, []).find((section) => knownKeys(schema, [section]).includes(key));
}

/** In a loose file a slip of a required key is no issue of its own, so the missing key names it. */
function findSlip(file: YamlFile, schema: z.ZodType, path: YamlPath): string {
  const holder = path.slice(0, -1);
  const known = knownKeys(schema, holder);
  const siblings = Object.keys(file.at(holder) ?? {}).filter((key) => !known.includes(key));
  const slip = findNearest(String(path.at(-1)), siblings);
  return slip === undefined
    ? ''
    : ` Is ${code(slip)} in line ${file.nearestLine([...holder, slip])} a slip of it?`;
}

function knownKeys(schema: unknown, path: YamlPath): readonly string[] {
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return knownKeys(schema.unwrap(), path);
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(shape);
  return Object.hasOwn(shape, step) ? knownKeys(shape[step], rest) : [];
}
