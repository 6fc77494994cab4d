import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readInputs } from '../../src/config/inputs.ts';
import { problemsOf } from '../helpers/problemsOf.ts';

/** What the runner and @actions/core share: an environment, and lines on standard output. */
let output = '';
const before = process.env;

beforeEach(() => {
  output = '';
  process.env = { ...before, 'INPUT_GITHUB-TOKEN': 'ghs_1' };
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    output += String(chunk);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
});

function set(inputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.toUpperCase()}`] = value;
}

describe('readInputs', () => {
  it('has a default for all but the token', () => {
    expect(readInputs()).toEqual({
      anthropicApiKey: '',
      githubToken: 'ghs_1',
      pins: ['**/pinned-version.yml'],
      anthropicBaseUrl: undefined,
      mode: 'gate',
      calibrationRuns: 5,
      calibrationMaxCostUsd: undefined,
      rollbackPin: '',
      rollbackTo: undefined,
      rollbackReason: undefined,
      comment: true,
      forks: 'refuse',
      reportDir: 'pin-gate-report',
    });
  });

  it('takes the default where an input is empty', () => {
    set({ pins: ' \n', mode: '', comment: '', forks: '', 'report-dir': '' });
    expect(readInputs()).toMatchObject({
      mode: 'gate',
      comment: true,
      forks: 'refuse',
      reportDir: 'pin-gate-report',
    });
  });

  it('reads everything, trimmed and frozen, and masks both secrets', () => {
    set({
      'anthropic-api-key': ' sk-ant-1\n',
      pins: './a/*.yml\n\n  b/{c,d}/pinned-version.yml \n',
      'anthropic-base-url': 'http://127.0.0.1:8080/',
      mode: 'calibrate',
      'calibration-runs': ' 20 ',
      'calibration-max-cost-usd': '12.5',
      'rollback-pin': ' a/pin.yml ',
      'rollback-to': '12',
      'rollback-reason': ' It misroutes. ',
      comment: 'false',
      forks: 'evaluate',
      'report-dir': 'out',
    });
    const inputs = readInputs();
    expect(inputs).toEqual({
      anthropicApiKey: 'sk-ant-1',
      githubToken: 'ghs_1',
      pins: ['a/*.yml', 'b/{c,d}/pinned-version.yml'],
      anthropicBaseUrl: 'http://127.0.0.1:8080',
      mode: 'calibrate',
      calibrationRuns: 20,
      calibrationMaxCostUsd: 12.5,
      rollbackPin: 'a/pin.yml',
      rollbackTo: 12,
      rollbackReason: 'It misroutes.',
      comment: false,
      forks: 'evaluate',
      reportDir: 'out',
    });
    expect(Object.isFrozen(inputs) && Object.isFrozen(inputs.pins)).toBe(true);
    expect(output).toContain('::add-mask::sk-ant-1');
    expect(output).toContain('::add-mask::ghs_1');
  });

  it.each([
    [
      'mode',
      'roll',
      'The input `mode` should be `gate` or `calibrate` or `confirm` or `rollback`, but it is "roll".',
    ],
    [
      'mode',
      'rollback',
      'The input `rollback-pin` should be the path of the pin to roll back, such as prompts/ticket-triage/pinned-version.yml, but it is empty.',
    ],
    [
      'rollback-to',
      'v2',
      'The input `rollback-to` should be the number of a version, such as 2, but it is "v2".',
    ],
    [
      'rollback-to',
      '0',
      'The input `rollback-to` should be the number of a version, such as 2, but it is "0".',
    ],
    [
      'calibration-runs',
      '0',
      'The input `calibration-runs` should be a whole number from 1 to 1000, such as 5, but it is "0".',
    ],
    [
      'calibration-max-cost-usd',
      '$5',
      'The input `calibration-max-cost-usd` should be an amount of US dollars above 0, such as 20, but it is "$5".',
    ],
    ['comment', 'yes', 'The input `comment` should be `true` or `false`, but it is "yes".'],
    ['comment', 'TRUE', 'The input `comment` should be `true` or `false`, but it is "TRUE".'],
    ['forks', 'allow', 'The input `forks` should be `refuse` or `evaluate`, but it is "allow".'],
    ['report-dir', 'a\nb', 'The input `report-dir` should be the path of one folder, but it is "a\\nb".'],
    [
      'anthropic-base-url',
      'api.anthropic.com',
      'The input `anthropic-base-url` should be a URL such as https://api.anthropic.com, but it is "api.anthropic.com".',
    ],
    [
      'anthropic-base-url',
      'file:///etc/passwd',
      'The input `anthropic-base-url` should be a URL such as https://api.anthropic.com, but it is "file:///etc/passwd".',
    ],
    [
      'anthropic-base-url',
      'https://u:secret@example.org',
      'The input `anthropic-base-url` should have no user name and no password in it: pass the key by itself.',
    ],
    [
      'anthropic-base-url',
      'https://example.org/?a=b',
      'The input `anthropic-base-url` should have nothing after its path, but it is "https://example.org/?a=b".',
    ],
    [
      'github-token',
      '',
      'The input `github-token` is empty: leave it out, and the token of the workflow is used, or pass a secret that is set in this repository.',
    ],
    [
      'github-token',
      'ghs 1',
      'The input `github-token` should be one secret, but it has white space or a line break in it: paste the secret again.',
    ],
    [
      'anthropic-api-key',
      'sk-1\nsk-2',
      'The input `anthropic-api-key` should be one secret, but it has white space or a line break in it: paste the secret again.',
    ],
  ])('explains %s: %j', (name, value, sentence) => {
    set({ [name]: value });
    expect(problemsOf(readInputs)).toEqual([sentence]);
  });

  it.each([
    ['!a.yml', 'excludes files: name the files that are pins instead'],
    ['/a.yml', "starts with a slash: write it relative to the repository's root"],
    ['../a.yml', "leaves the repository: write it relative to the repository's root"],
    ['a\\b.yml', 'has a backslash: write forward slashes'],
    ['prompts/', 'names a folder: name the files in it, such as prompts/**/pinned-version.yml'],
    ['a[.yml', 'is no valid pattern (Missing closing: "]" - use "\\\\]" to match literal characters)'],
  ])('refuses the pattern %s, which could leave a pin unguarded', (glob, fault) => {
    set({ pins: `ok.yml\n${glob}` });
    expect(problemsOf(readInputs)).toEqual([
      `The input \`pins\` should be patterns of paths, one on each line, but ${JSON.stringify(glob)} ${fault}.`,
    ]);
  });

  it('reports all bad inputs together, and no secret in any sentence', () => {
    set({
      mode: 'x',
      comment: 'x',
      forks: 'x',
      pins: '!',
      'anthropic-api-key': 'sk ant',
      'github-token': 'ghs 1',
    });
    const problems = problemsOf(readInputs);
    expect(problems).toHaveLength(6);
    expect(problems.join()).not.toMatch(/sk ant|ghs 1/);
  });
});
