import { getInput, setSecret } from '@actions/core';
import type { Inputs } from '../domain/inputs.ts';
import { GateError } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import { findGlobFault } from './findGlobFault.ts';
import { parseBaseUrl } from './parseBaseUrl.ts';
import { DEFAULT_RUNS, parseRuns, parseUsd, RUNS_EXPECTED, USD_EXPECTED } from './parseCalibration.ts';
import { parseVersion, VERSION_EXPECTED } from './parseVersion.ts';

/**
 * Reads the Action's inputs, frozen, and has both secrets masked in the log. An input that is not set, or
 * empty, has its default: a workflow that passes on an input of its own passes '' when that is not set.
 *
 * Throws a `GateError` with all bad inputs together; no sentence quotes a secret.
 */
export function readInputs(): Inputs {
  const problems: string[] = [];
  const report = (message: string): void => {
    problems.push(message);
  };
  const inputs: Inputs = {
    anthropicApiKey: readSecret('anthropic-api-key', report),
    githubToken: readToken(report),
    pins: Object.freeze(readPins(report)),
    anthropicBaseUrl: readBaseUrl(report),
    mode: readChoice('mode', ['gate', 'calibrate', 'confirm', 'rollback'], report),
    calibrationRuns: readRuns(report),
    calibrationMaxCostUsd: readMaxCost(report),
    rollbackPin: readRollbackPin(report),
    rollbackTo: readRollbackTo(report),
    rollbackReason: getInput('rollback-reason') || undefined,
    comment: readChoice('comment', ['true', 'false'], report) === 'true',
    forks: readChoice('forks', ['refuse', 'evaluate'], report),
    reportDir: readReportDir(report),
  };
  if (problems.length > 0) throw new GateError(problems.map((message) => ({ message })));
  return Object.freeze(inputs);
}

type Report = (message: string) => void;

function readSecret(name: string, report: Report): string {
  const secret = getInput(name);
  if (secret === '') return '';
  setSecret(secret);
  if (/[\s\p{C}]/u.test(secret)) {
    report(
      `The input \`${name}\` should be one secret, but it has white space or a line break in it: paste the secret again.`,
    );
  }
  return secret;
}

function readToken(report: Report): string {
  const token = readSecret('github-token', report);
  if (token === '') {
    report(
      'The input `github-token` is empty: leave it out, and the token of the workflow is used, or pass a secret that is set in this repository.',
    );
  }
  return token;
}

function readPins(report: Report): string[] {
  const lines = getInput('pins')
    .split('\n')
    .map((line) => line.trim().replace(/^\.\//, ''))
    .filter((line) => line !== '');
  const pins = lines.length === 0 ? ['**/pinned-version.yml'] : lines;
  for (const pin of pins) {
    const fault = findGlobFault(pin);
    if (fault !== undefined) {
      report(`The input \`pins\` should be patterns of paths, one on each line, but ${quote(pin)} ${fault}.`);
    }
  }
  return pins;
}

function readBaseUrl(report: Report): string | undefined {
  const text = getInput('anthropic-base-url');
  if (text === '') return undefined;
  const parsed = parseBaseUrl(text);
  if ('url' in parsed) return parsed.url;
  report(`The input \`anthropic-base-url\` ${parsed.fault}.`);
  return undefined;
}

function readChoice<const Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
  report: Report,
): Value {
  const text = getInput(name);
  const value = values.find((candidate) => candidate === text);
  if (value !== undefined || text === '') return value ?? values[0];
  const expected = values.map((candidate) => `\`${candidate}\``).join(' or ');
  report(`The input \`${name}\` should be ${expected}, but it is ${quote(text)}.`);
  return values[0];
}

function readRuns(report: Report): number {
  const text = getInput('calibration-runs');
  if (text === '') return DEFAULT_RUNS;
  const runs = parseRuns(text);
  if (runs === undefined)
    report(`The input \`calibration-runs\` should be ${RUNS_EXPECTED}, but it is ${quote(text)}.`);
  return runs ?? DEFAULT_RUNS;
}

function readMaxCost(report: Report): number | undefined {
  const text = getInput('calibration-max-cost-usd');
  const cost = text === '' ? undefined : parseUsd(text);
  if (text !== '' && cost === undefined)
    report(`The input \`calibration-max-cost-usd\` should be ${USD_EXPECTED}, but it is ${quote(text)}.`);
  return cost;
}

function readRollbackPin(report: Report): string {
  const path = getInput('rollback-pin');
  if (path === '' && getInput('mode') === 'rollback') {
    report(
      'The input `rollback-pin` should be the path of the pin to roll back, such as prompts/ticket-triage/pinned-version.yml, but it is empty.',
    );
  }
  return path;
}

function readRollbackTo(report: Report): number | undefined {
  const text = getInput('rollback-to');
  const version = text === '' ? undefined : parseVersion(text);
  if (text !== '' && version === undefined)
    report(`The input \`rollback-to\` should be ${VERSION_EXPECTED}, but it is ${quote(text)}.`);
  return version;
}

function readReportDir(report: Report): string {
  const folder = getInput('report-dir');
  if (/\p{Cc}/u.test(folder))
    report(`The input \`report-dir\` should be the path of one folder, but it is ${quote(folder)}.`);
  return folder === '' ? 'pin-gate-report' : folder;
}
