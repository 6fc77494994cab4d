import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createGitRepository } from '../../../src/adapters/git/createGitRepository.ts';
import { GateError } from '../../../src/domain/problem.ts';
import { createTempGit, type TempGit } from '../../helpers/createTempGit.ts';

let temp: TempGit;
beforeEach(() => {
  temp = createTempGit();
});
afterEach(() => temp.remove());

describe('createGitRepository', () => {
  it('reads bytes of a named commit, whatever is checked out now', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x00, 0xff, 0x0d, 0x0a]);
    temp.write('a/pin.yml', bytes);
    const first = temp.commit('first');
    temp.write('a/pin.yml', 'second');
    const second = temp.commit('second');
    temp.write('a/pin.yml', 'not committed');
    const repository = createGitRepository(temp.root);
    expect(await repository.read(first, 'a/pin.yml')).toEqual(bytes);
    expect(await repository.read(second, 'a/pin.yml')).toEqual(Buffer.from('second'));
  });

  it('reads from the top of the repository when started further down', async () => {
    temp.write('a/pin.yml', 'x');
    const commit = temp.commit('first');
    const repository = createGitRepository(join(temp.root, 'a'));
    expect(await repository.read(commit, 'a/pin.yml')).toEqual(Buffer.from('x'));
    expect(await repository.list(commit)).toEqual(['a/pin.yml']);
  });

  it.each([0, 3_000_000])('reads a file of %i bytes', async (size) => {
    temp.write('tickets.jsonl', Buffer.alloc(size, 65));
    const read = await createGitRepository(temp.root).read(temp.commit('first'), 'tickets.jsonl');
    expect(read?.byteLength).toBe(size);
  });

  it.each([
    ['a b/ü#%.yml', process.platform],
    ['-n', process.platform],
    ['[a].yml', process.platform],
    [':(glob)x', 'linux'],
    ['tab\tand\nline.yml', 'linux'],
  ])('reads the path %j literally', async (path, platform) => {
    if (platform !== process.platform && process.platform === 'win32') return;
    temp.write(path, 'x');
    temp.write('a.yml', 'other');
    const commit = temp.commit('first');
    const repository = createGitRepository(temp.root);
    expect(await repository.read(commit, path)).toEqual(Buffer.from('x'));
    expect(await repository.list(commit)).toContain(path);
  });

  it('gives undefined for a file that the commit does not have', async () => {
    temp.write('a.yml', 'x');
    const commit = temp.commit('first');
    const repository = createGitRepository(temp.root);
    expect(await repository.read(commit, 'b.yml')).toBeUndefined();
    expect(await repository.read(commit, '*.yml')).toBeUndefined();
    expect(await repository.read(commit, 'a.yml/b.yml')).toBeUndefined();
  });

  it('does not take a commit that it does not have for one without the file', async () => {
    temp.commit('first');
    const repository = createGitRepository(temp.root);
    const read = repository.read('d'.repeat(40), 'a.yml');
    await expect(read).rejects.toThrow(GateError);
    await expect(read).rejects.toThrow('git ls-tree failed');
    await expect(repository.list('d'.repeat(40))).rejects.toThrow('git ls-tree failed');
  });

  it('refuses a directory', async () => {
    temp.write('a/pin.yml', 'x');
    const commit = temp.commit('first');
    await expect(createGitRepository(temp.root).read(commit, 'a')).rejects.toThrow(
      `a: expected a regular file at ${commit.slice(0, 10)}, but it is a directory.`,
    );
  });

  it('refuses a symbolic link', async () => {
    if (process.platform === 'win32') return;
    temp.write('a.yml', 'x');
    symlinkSync('a.yml', join(temp.root, 'link.yml'));
    const commit = temp.commit('first');
    await expect(createGitRepository(temp.root).read(commit, 'link.yml')).rejects.toThrow(
      'but it is a symbolic link.',
    );
  });

  it.each(['../x', './x', '/etc/passwd', 'a//b', ''])('refuses the path %j', async (path) => {
    const commit = temp.commit('first');
    await expect(createGitRepository(temp.root).read(commit, path)).rejects.toThrow('Expected a path inside');
  });

  it.each(['main', 'HEAD', '--output=x', ''])('refuses %j in place of a commit', async (name) => {
    temp.commit('first');
    const repository = createGitRepository(temp.root);
    await expect(repository.read(name, 'a')).rejects.toThrow('Expected the full id of a commit');
    await expect(repository.list(name)).rejects.toThrow('Expected the full id of a commit');
  });
});
