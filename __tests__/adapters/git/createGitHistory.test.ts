import { symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createGitHistory } from '../../../src/adapters/git/createGitHistory.ts';
import { readPin } from '../../../src/config/readPin.ts';
import type { PinState } from '../../../src/domain/pinHistory.ts';
import { createTempGit, type TempGit } from '../../helpers/createTempGit.ts';

const path = 'prompts/a/pinned-version.yml';

let repository: TempGit;
beforeEach(() => {
  repository = createTempGit();
});
afterEach(() => repository.remove());

function pin(version: number, message = `Pin ${version}`): string {
  repository.write(path, `agent: agent_1\nversion: ${version}\n`);
  return repository.commit(message);
}

function mergeBranch(branch: string, message: string, ...options: string[]): string {
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '--no-ff', '-m', message, ...options, branch);
  return repository.git('rev-parse', 'HEAD');
}

const tell = (where = path, root = repository.root) =>
  createGitHistory(root).states(where, repository.git('rev-parse', 'main'), 'main');

function outline(states: readonly PinState[]) {
  return states.map(({ bytes, pullRequest }) => [
    bytes === undefined ? undefined : readPin(path, bytes).version,
    pullRequest?.number,
  ]);
}

describe('createGitHistory', () => {
  it('tells commits of the branch with author, time and pull request', async () => {
    repository.git('remote', 'add', 'origin', 'git@github.com:acme/support.git');
    const first = pin(1, 'The first pin\n\nMerge pull request #9 from x');
    const squashed = pin(2, 'Revert "Pin 1 (#3)" (#12)');
    repository.write('other.txt', 'x');
    repository.commit('Nothing of the pin');
    const states = await tell();
    expect(states).toEqual([
      {
        commit: squashed,
        at: Number(repository.git('show', '-s', '--format=%ct', squashed)) * 1000,
        author: 'Ana',
        pullRequest: {
          number: 12,
          title: 'Revert "Pin 1 (#3)"',
          url: 'https://github.com/acme/support/pull/12',
        },
        bytes: new TextEncoder().encode('agent: agent_1\nversion: 2\n'),
      },
      {
        commit: first,
        at: expect.any(Number),
        author: 'Ana',
        pullRequest: undefined,
        bytes: new TextEncoder().encode('agent: agent_1\nversion: 1\n'),
      },
    ]);
  });

  it('has no address where the remote is no repository on GitHub', async () => {
    pin(1, 'Pin 1 (#4)');
    expect((await tell())[0]?.pullRequest).toEqual({ number: 4, title: 'Pin 1', url: '' });
  });

  it('takes the way of the first parents: what a merge left, on either side of it', async () => {
    pin(1);
    repository.git('checkout', '-q', '-b', 'side');
    pin(99);
    pin(3);
    repository.git('checkout', '-q', 'main');
    repository.write('other.txt', 'x');
    repository.commit('Meanwhile');
    mergeBranch('side', 'Merge pull request #2 from acme/side');
    // Main goes back to 1 while the other branch says 4, and that branch decides what becomes of the two.
    repository.git('checkout', '-q', '-b', 'late');
    pin(4);
    repository.git('checkout', '-q', 'main');
    pin(1, 'Roll back (#3)');
    repository.git('checkout', '-q', 'late');
    repository.git('merge', '-q', '-s', 'ours', '-m', 'Merge main', 'main');
    mergeBranch('late', 'Merge pull request #5 from acme/late');
    expect(outline(await tell())).toEqual([
      [4, 5],
      [1, 3],
      [3, 2],
      [1, undefined],
    ]);
  });

  it('ends at a renaming, and knows states without a file and with a link in its place', async () => {
    pin(1);
    repository.git('mv', path, 'pin.yml');
    repository.commit('Rename');
    unlinkSync(join(repository.root, 'pin.yml'));
    symlinkSync('other', join(repository.root, 'pin.yml'));
    repository.commit('Link');
    expect(outline(await tell('pin.yml'))).toEqual([
      [undefined, undefined],
      [1, undefined],
    ]);
    expect(outline(await tell())).toEqual([
      [undefined, undefined],
      [1, undefined],
    ]);
    expect(await tell('nothing.yml')).toEqual([]);
  });

  it('follows no setting of the repository, and works from any folder of it', async () => {
    repository.write('pin.yml', 'agent: agent_1\nversion: 1\n');
    repository.commit('Pin 1');
    repository.write('prompts/a/x', '');
    repository.git('mv', 'pin.yml', path);
    repository.commit('Rename');
    for (const [name, value] of [
      ['log.follow', 'true'],
      ['log.showSignature', 'true'],
      ['format.pretty', 'oneline'],
      ['gpg.program', '/nowhere'],
    ]) {
      repository.git('config', name ?? '', value ?? '');
    }
    expect(outline(await tell(path, join(repository.root, 'prompts')))).toEqual([[1, undefined]]);
  });

  it('takes a path and a commit for what they are', async () => {
    pin(1);
    expect(await tell('prompts/*/pinned-version.yml')).toEqual([]);
    await expect(createGitHistory(repository.root).states(path, '--all', 'main')).rejects.toThrow(
      'Expected the full id of a commit, got "--all".',
    );
  });

  it('stops after a hundred', async () => {
    for (let version = 1; version <= 102; version += 1) pin(version);
    const states = await tell();
    expect(states).toHaveLength(100);
    expect(outline(states)[0]).toEqual([102, undefined]);
    // Two hundred processes of git take a while on a busy machine.
  }, 30_000);
});
