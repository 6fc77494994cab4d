import { describe, expect, it } from '@jest/globals';
import { readConfirmationEvent } from '../../../src/adapters/github/readConfirmationEvent.ts';

const [before, after, sha] = ['b'.repeat(40), 'a'.repeat(40), 'c'.repeat(40)];
const zeros = '0'.repeat(40);
const env = (name: string) => ({
  GITHUB_EVENT_NAME: name,
  GITHUB_REPOSITORY: 'acme/support',
  GITHUB_SHA: sha,
});
const push = (parts: object = {}) =>
  readConfirmationEvent(env('push'), JSON.stringify({ ref: 'refs/heads/main', before, after, ...parts }));

describe('readConfirmationEvent', () => {
  it.each(['schedule', 'workflow_dispatch'])('takes %s, and the commit that the workflow runs on', (name) => {
    const here = { owner: 'acme', repo: 'support', commit: sha, push: undefined };
    expect(readConfirmationEvent(env(name), undefined)).toEqual(here);
  });

  it('takes a push, and where the branch was before', () => {
    expect(push()).toEqual({
      owner: 'acme',
      repo: 'support',
      commit: after,
      push: { branch: 'main', before },
    });
    expect(push({ ref: 'refs/heads/release/1.x' }).push?.branch).toBe('release/1.x');
  });

  it('knows that a new branch was nowhere before', () => {
    expect(push({ before: zeros })).toMatchObject({
      commit: after,
      push: { branch: 'main', before: undefined },
    });
  });

  it('takes the commit that the check stands on for a deleted branch', () => {
    expect(push({ after: zeros, deleted: true })).toMatchObject({ commit: sha, push: undefined });
  });

  it('and for a tag, whose object need be no commit', () => {
    expect(push({ ref: 'refs/tags/v1' })).toMatchObject({ commit: sha, push: undefined });
  });

  it.each(['pull_request', 'pull_request_target', 'merge_group', 'issue_comment', ''])(
    'refuses %j',
    (name) => {
      expect(() => readConfirmationEvent(env(name), '{}')).toThrow(
        `\`mode: confirm\` runs on push, schedule and workflow_dispatch; this run was started by "${name}". It judges no ` +
          'change, so a green confirmation on a pull request could cover the red check of the gate on the same commit. ' +
          'Give it a workflow of its own, and its job another name than the required check.',
      );
    },
  );

  it.each([
    { ...env('schedule'), GITHUB_SHA: 'main' },
    { ...env('schedule'), GITHUB_SHA: zeros },
    { ...env('push'), GITHUB_SHA: undefined },
    { ...env('schedule'), GITHUB_REPOSITORY: 'a/b/c' },
    { ...env('push'), GITHUB_REPOSITORY: '' },
  ])('says what is missing: %j', (variables) => {
    expect(() => readConfirmationEvent(variables, '{}')).toThrow(
      'GITHUB_REPOSITORY (owner/name) and GITHUB_SHA (a commit)',
    );
  });

  it.each([
    [undefined, 'The event file of `push` is missing'],
    ['{', 'is not JSON'],
    ['{}', 'is not what GitHub sends, at `ref`'],
    [JSON.stringify({ ref: 'refs/heads/main', before: 'x', after }), 'at `before`: expected a commit id.'],
  ])('refuses an event file that is not GitHub’s: %j', (text, sentence) => {
    expect(() => readConfirmationEvent(env('push'), text)).toThrow(sentence);
  });
});
