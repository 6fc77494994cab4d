import { readFixtures } from '../../config/readFixtures.ts';
import type { PolicyFile } from '../../config/readPolicy.ts';
import { GateError, type Problem } from '../../domain/problem.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { CsvImport } from './importCsv.ts';

/**
 * Reads the fixtures as the gate will, before they are written.
 *
 * @param path where they will be
 * @param csv what they were imported from: problems are told with its lines
 * @throws GateError with all problems of the fixtures
 */
export async function checkFixtures(
  workspace: Workspace,
  gate: PolicyFile,
  path: string,
  text: string,
  csv: CsvImport | undefined,
): Promise<void> {
  const files = [];
  for (const file of gate.fixturePaths) {
    const bytes = file === path ? new TextEncoder().encode(text) : await workspace.read(file);
    if (bytes !== undefined) files.push({ path: file, bytes });
  }
  try {
    readFixtures(files, gate);
  } catch (error) {
    if (!(error instanceof GateError) || csv === undefined) throw error;
    throw new GateError(error.problems.map((problem) => placeInCsv(problem, path, csv)));
  }
}

/** The rows of the CSV stand in the imported file a row a line. */
function placeInCsv(problem: Problem, path: string, { file, lines }: CsvImport): Problem {
  const lineOf = (line: number) => lines[line - 1] ?? line;
  // The only place inside a sentence is that of an id which is taken, as `path:line: give each …`.
  const start = problem.message.indexOf(`is taken by ${path}:`);
  const message =
    start === -1
      ? problem.message
      : problem.message.slice(0, start) +
        problem.message
          .slice(start)
          .replace(`${path}:`, () => `${file}:`)
          .replace(/:(\d+): give each/, (_, line: string) => `:${lineOf(Number(line))}: give each`);
  if (problem.file !== path) return { ...problem, message };
  return { ...(problem.line === undefined ? {} : { line: lineOf(problem.line) }), file, message };
}
