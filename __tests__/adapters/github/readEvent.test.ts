import { describe, expect, it } from '@jest/globals';
import { readEvent } from '../../../src/adapters/github/readEvent.ts';
import { GateError } from '../../../src/domain/problem.ts';

const head = 'a'.repeat(40);
const base = 'b'.repeat(40);
const env = (name: string) => ({ GITHUB_EVENT_NAME: name, GITHUB_REPOSITORY: 'acme/support' });
const pullPayload = JSON.stringify({
  action: 'opened',
  pull_request: { number: 7, head: { sha: head, ref: 'x' } },
});

describe('readEvent', () => {
  it.each(['pull_request', 'pull_request_target'] as const)('reads %s', (name) => {
    expect(readEvent(env(name), pullPayload)).toEqual({
      kind: 'pull-request',
      name,
      owner: 'acme',
      repo: 'support',
      number: 7,
      head,
    });
  });

  it('reads merge_group and drops refs/heads/ from the branch', () => {
    const payload = JSON.stringify({
      merge_group: { base_sha: base, base_ref: 'refs/heads/release/1', head_sha: head },
      repository: { private: true },
    });
    expect(readEvent(env('merge_group'), payload)).toEqual({
      kind: 'merge-group',
      name: 'merge_group',
      owner: 'acme',
      repo: 'support',
      base,
      baseName: 'release/1',
      head,
      isPrivate: true,
    });
  });

  it.each(['push', 'schedule', 'workflow_dispatch', 'issue_comment', 'check_run'])(
    'refuses %s, and says why a skip would be worse',
    (name) => {
      expect(() => readEvent(env(name), '{}')).toThrow(
        `Pin Gate runs on pull_request, pull_request_target and merge_group; this run was started by \`${name}\`. ` +
          'It fails rather than skips, because a green skip under the same check name would cover a red one on the ' +
          'same commit. Remove this event from the workflow’s `on:`, or give it a workflow without this step.',
      );
    },
  );

  it('accepts a byte-order mark', () => {
    expect(readEvent(env('pull_request'), `\uFEFF${pullPayload}`)).toMatchObject({ number: 7 });
  });

  it.each([
    ['no event file', undefined, 'is missing'],
    ['a file that is not JSON', '{"pull_request":', 'is not JSON'],
    ['a payload without a pull request', '{}', 'at `pull_request`'],
    [
      'a head that is no commit',
      pullPayload.replace(head, 'main'),
      'at `pull_request.head.sha`: expected a commit id',
    ],
    ['a number that is none', pullPayload.replace('7', '0'), 'at `pull_request.number`'],
  ])('refuses %s', (_title, text, sentence) => {
    const read = () => readEvent(env('pull_request'), text);
    expect(read).toThrow(GateError);
    expect(read).toThrow(sentence);
  });

  it.each([
    {},
    { GITHUB_EVENT_NAME: 'pull_request' },
    { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: 'a/b/c' },
  ])('says that it is not inside GitHub Actions: %j', (variables) => {
    expect(() => readEvent(variables, pullPayload)).toThrow('pin-gate check --base <ref>');
  });
});
