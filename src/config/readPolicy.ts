import { type Policy, policySchema } from '../domain/policy.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import { parseTemplate } from '../domain/template.ts';
import { checkSchema, nameOf } from './checkSchema.ts';
import { deepFreeze } from './deepFreeze.ts';
import { isFixturePath } from './isFixturePath.ts';
import { limitProblems } from './limitProblems.ts';
import { readYaml, type YamlFile, type YamlPath } from './readYaml.ts';
import { resolvePath } from './resolvePath.ts';

/** A policy, and where in its file things stand, for problems that only the fixtures bring to light. */
export interface PolicyFile {
  readonly path: string;
  readonly policy: Policy;
  /** The files of fixtures, as paths in the repository. */
  readonly fixturePaths: readonly string[];
  /** The agent file, as a path in the repository. */
  readonly agentFilePath: string | undefined;
  /** The line (from 1) of a key; undefined where the file leaves it to its default. */
  lineOf(path: YamlPath): number | undefined;
  /** The line in the file of a line (from 1) of `message`. */
  messageLine(line: number): number | undefined;
}

/**
 * Reads a policy (`gate.yml`), defaults filled in, frozen.
 *
 * Throws a `GateError` with all problems of the file: YAML, keys, types, and what no schema can say (paths,
 * the message template, keys that do not go together).
 */
export function readPolicy(path: string, bytes: Uint8Array): PolicyFile {
  const file = readYaml(path, bytes);
  const { value, problems } = checkSchema(file, policySchema);
  const all = [
    ...problems,
    ...findPathProblems(file),
    ...findMessageProblems(file),
    ...findExpectProblems(file),
    ...findForbiddenNames(file),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (value === undefined || all.length > 0) throw new GateError(limitProblems(all));

  const policy = deepFreeze(value);
  const agentFile = policy['agent-file'];
  return {
    path,
    policy,
    fixturePaths: policy.fixtures.map((relative) => resolvePath(path, relative)),
    agentFilePath: agentFile === undefined ? undefined : resolvePath(path, agentFile),
    lineOf: file.lineOf,
    messageLine: (line) => file.lineInText(['message'], line),
  };
}

function findPathProblems(file: YamlFile): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const check = (at: YamlPath, isFixtures: boolean) => {
    const relative = file.at(at);
    if (typeof relative !== 'string' || relative === '') return;
    const report = (message: string) =>
      problems.push({ file: file.path, line: file.nearestLine(at), message });
    const resolved = tryResolve(file.path, relative, report);
    if (resolved === undefined || !isFixtures) return;
    if (/[*?]/.test(relative)) {
      report(`${nameOf(at)} is ${quote(relative)}, but patterns are not supported: list the files.`);
    } else if (!isFixturePath(resolved)) {
      report(
        `${nameOf(at)} is ${quote(relative)}, but fixtures should be in a file that ends in .jsonl, .json, .yml, .yaml or .csv.`,
      );
    }
    if (seen.has(resolved))
      report(`${nameOf(at)} is ${quote(relative)}, which is listed already: remove one.`);
    seen.add(resolved);
  };
  const fixtures = file.at(['fixtures']);
  if (Array.isArray(fixtures)) for (const index of fixtures.keys()) check(['fixtures', index], true);
  else check(['fixtures'], true);
  check(['agent-file'], false);
  return problems;
}

function tryResolve(
  gatePath: string,
  relative: string,
  report: (message: string) => void,
): string | undefined {
  try {
    return resolvePath(gatePath, relative);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    for (const { message } of error.problems) report(message);
    return undefined;
  }
}

function findMessageProblems(file: YamlFile): readonly Problem[] {
  const message = file.at(['message']);
  if (typeof message !== 'string') return [];
  try {
    parseTemplate(message);
    return [];
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return error.problems.map((problem) => ({
      file: file.path,
      line: file.lineInText(['message'], problem.line ?? 1) ?? file.nearestLine(['message']),
      message: `In \`message\`: ${problem.message}`,
    }));
  }
}

function findExpectProblems(file: YamlFile): readonly Problem[] {
  const expect = file.at(['expect']);
  if (file.at(['reply']) !== 'text' || typeof expect !== 'object' || expect === null) return [];
  const count = Object.keys(expect).length;
  if (count <= 1) return [];
  const message = `\`expect\` should name one field, since \`reply: text\` has nothing but the text to grade, but it names ${count}: keep one, or write \`reply: json\`.`;
  return [{ file: file.path, line: file.nearestLine(['expect']), message }];
}

// zod leaves `__proto__` out of its records without a word: a label or a floor would be gone.
function findForbiddenNames(file: YamlFile): readonly Problem[] {
  const records: readonly YamlPath[] = [['expect'], ['policy', 'min-score']];
  return records.flatMap((record) => {
    const path = [...record, '__proto__'];
    if (file.at(path) === undefined) return [];
    const message = `${nameOf(path)} cannot be a name here: choose another one.`;
    return [{ file: file.path, line: file.nearestLine(path), message }];
  });
}
