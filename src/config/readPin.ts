import { type CandidatePin, type Pin, pinSchema } from '../domain/pin.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import { checkSchema } from './checkSchema.ts';
import { code } from './code.ts';
import { readYaml, type YamlFile } from './readYaml.ts';

/**
 * Reads a pin file (`pinned-version.yml`). Keys that the gate does not know belong to the callers and are left
 * alone.
 *
 * Throws a `GateError` with all problems of the file, among them a `canary`, which cannot be gated yet.
 */
export function readPin(path: string, bytes: Uint8Array): CandidatePin {
  const file = readYaml(path, bytes);
  const { value, problems } = checkSchema(file, pinSchema);
  const all = [...problems.map((problem) => hintAtQuotes(file, problem)), ...findUnsupported(file)];
  if (value === undefined || all.length > 0) throw new GateError(all);
  const place = { path, agent: value.agent, versionLine: file.nearestLine(['version']) };
  return typeof value.version === 'number'
    ? { ...place, version: value.version }
    : { ...place, version: value.version };
}

/**
 * Reads a pin that has to name its version, since production reads it: `version: next` is a `GateError` here.
 */
export function readNumberedPin(path: string, bytes: Uint8Array): Pin {
  const pin = readPin(path, bytes);
  if (pin.version !== 'next') return pin;
  throw new GateError({
    file: path,
    line: pin.versionLine,
    message:
      '`version: next` stands here, which production cannot read: write the number of a version, such as `version: 2`.',
  });
}

function findUnsupported(file: YamlFile): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (key: string, message: string) => {
    problems.push({ file: file.path, line: file.nearestLine([key]), message });
  };
  const version = file.at(['version']);
  const source = file.sourceOf(['version']);
  // Other YAML readers take 010 for eight, where this one takes it for ten: production could run another
  // version than the one that was evaluated.
  if (
    typeof version === 'number' &&
    Number.isSafeInteger(version) &&
    version >= 1 &&
    source !== String(version)
  ) {
    report(
      'version',
      `${code('version')} is written as ${code(source ?? '')}, which not every program reads as ${version}: write ${code(`version: ${version}`)}.`,
    );
  }
  if (file.at(['canary']) !== undefined) {
    report(
      'canary',
      '`canary` is not supported yet: the gate evaluates one version only. Remove `canary`, and pin the version in `version`.',
    );
  }
  return problems;
}

function hintAtQuotes(file: YamlFile, problem: Problem): Problem {
  const version = file.at(['version']);
  const isQuotedNumber = typeof version === 'string' && /^[1-9]\d{0,15}$/.test(version);
  if (!isQuotedNumber || !problem.message.startsWith('`version` should be')) return problem;
  return { ...problem, message: problem.message.replace(/\.$/, ': remove the quotes.') };
}
