import { describe, expect, it } from '@jest/globals';
import { readCalibrationEvent } from '../../../src/adapters/github/readCalibrationEvent.ts';

const commit = 'a'.repeat(40);
const env = (name: string) => ({
  GITHUB_EVENT_NAME: name,
  GITHUB_REPOSITORY: 'acme/support',
  GITHUB_SHA: commit,
});

describe('readCalibrationEvent', () => {
  it.each(['schedule', 'workflow_dispatch'])('takes %s, and the commit that the workflow runs on', (name) => {
    expect(readCalibrationEvent(env(name))).toEqual({ owner: 'acme', repo: 'support', commit });
  });

  it.each(['pull_request', 'pull_request_target', 'merge_group', 'push', ''])('refuses %j', (name) => {
    expect(() => readCalibrationEvent(env(name))).toThrow(
      `\`mode: calibrate\` runs on schedule and workflow_dispatch; this run was started by "${name}". It judges no ` +
        'change, so a green calibration on a pull request could cover the red check of the gate on the same commit. ' +
        'Give it a workflow of its own, and its job another name than the required check.',
    );
  });

  it.each([
    { ...env('schedule'), GITHUB_SHA: 'main' },
    { ...env('schedule'), GITHUB_SHA: undefined },
    { ...env('schedule'), GITHUB_REPOSITORY: 'a/b/c' },
    { ...env('schedule'), GITHUB_REPOSITORY: '' },
  ])('says what is missing: %j', (variables) => {
    expect(() => readCalibrationEvent(variables)).toThrow(
      'GITHUB_REPOSITORY (owner/name) and GITHUB_SHA (a commit)',
    );
  });
});
