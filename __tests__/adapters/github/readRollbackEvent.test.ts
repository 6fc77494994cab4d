import { describe, expect, it } from '@jest/globals';
import { readRollbackEvent } from '../../../src/adapters/github/readRollbackEvent.ts';

const env = (name: string) => ({
  GITHUB_EVENT_NAME: name,
  GITHUB_REPOSITORY: 'acme/support',
  GITHUB_ACTOR: 'ada',
});

describe('readRollbackEvent', () => {
  it('takes workflow_dispatch, and who asked for it last', () => {
    const dispatched = env('workflow_dispatch');
    expect(readRollbackEvent(dispatched)).toEqual({ owner: 'acme', repo: 'support', actor: 'ada' });
    expect(readRollbackEvent({ ...dispatched, GITHUB_TRIGGERING_ACTOR: 'grace' }).actor).toBe('grace');
    expect(readRollbackEvent({ ...dispatched, GITHUB_ACTOR: '' }).actor).toBeUndefined();
  });

  it.each(['pull_request', 'pull_request_target', 'merge_group', 'push', 'schedule', ''])(
    'refuses %j',
    (name) => {
      expect(() => readRollbackEvent(env(name))).toThrow(
        `\`mode: rollback\` runs on workflow_dispatch only; this run was started by "${name}". It opens a pull request, which ` +
          'somebody has to ask for, and a green rollback on a pull request could cover the red check of the gate on the same commit.',
      );
    },
  );

  it.each(['a/b/c', '', undefined])('says what is missing: %j', (repository) => {
    expect(() => readRollbackEvent({ ...env('workflow_dispatch'), GITHUB_REPOSITORY: repository })).toThrow(
      'where GITHUB_REPOSITORY (owner/name) is set',
    );
  });
});
