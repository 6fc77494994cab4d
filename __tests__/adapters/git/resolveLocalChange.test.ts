import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listUncommitted } from '../../../src/adapters/git/listUncommitted.ts';
import { resolveLocalChange } from '../../../src/adapters/git/resolveLocalChange.ts';
import { GateError } from '../../../src/domain/problem.ts';
import { createTempGit, type TempGit } from '../../helpers/createTempGit.ts';

let temp: TempGit;
beforeEach(() => {
  temp = createTempGit();
});
afterEach(() => temp.remove());

const pin = (version: number) => `agent: agent_011CZo6t9Cr6Eg5TeFFPWPpi\nversion: ${version}\n`;

describe('resolveLocalChange', () => {
  it('lists what the head changed since it left the base, and judges by the tip of the base', async () => {
    temp.write('pin.yml', pin(1));
    temp.commit('first');
    temp.git('checkout', '-q', '-b', 'bump');
    temp.write('pin.yml', pin(2));
    const head = temp.commit('bump');
    temp.git('checkout', '-q', 'main');
    temp.write('unrelated.txt', 'x');
    const base = temp.commit('meanwhile');
    expect(await resolveLocalChange(temp.root, 'main', 'bump')).toEqual({
      kind: 'local',
      base,
      baseName: 'main',
      head,
      files: [{ path: 'pin.yml', status: 'modified' }],
      fromFork: false,
    });
  });

  it('tells every status apart, with names that would break a line', async () => {
    temp.write('a/pin.yml', pin(1));
    temp.write('gone.txt', 'gone for good');
    temp.write('mode.sh', 'echo');
    const base = temp.commit('first');
    temp.git('mv', 'a/pin.yml', 'b.yml');
    temp.write('b.yml', pin(2));
    temp.git('rm', '-q', 'gone.txt');
    temp.write('new ü.txt', 'brand new, unlike anything else');
    temp.git('add', '-A');
    temp.git('update-index', '--chmod=+x', 'mode.sh');
    chmodSync(join(temp.root, 'mode.sh'), 0o755);
    temp.git('commit', '-q', '-m', 'second');
    const { files } = await resolveLocalChange(temp.root, base);
    expect(files).toEqual([
      { path: 'b.yml', status: 'renamed', previousPath: 'a/pin.yml' },
      { path: 'gone.txt', status: 'removed' },
      { path: 'mode.sh', status: 'modified' },
      { path: 'new ü.txt', status: 'added' },
    ]);
  });

  it('finds nothing between a commit and itself', async () => {
    const commit = temp.commit('first');
    expect(await resolveLocalChange(temp.root, 'HEAD')).toMatchObject({
      base: commit,
      head: commit,
      files: [],
    });
  });

  it('says that it is not in a repository', async () => {
    const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'pin-gate-none-')));
    try {
      const resolved = resolveLocalChange(elsewhere, 'main');
      await expect(resolved).rejects.toThrow(GateError);
      await expect(resolved).rejects.toThrow(`${elsewhere} is not in a git repository.`);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('suggests the names that look like the one it does not know', async () => {
    temp.commit('first');
    temp.git('branch', 'release');
    temp.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    temp.git('update-ref', 'refs/remotes/origin/develop', 'HEAD');
    await expect(resolveLocalChange(temp.root, 'orign/main')).rejects.toThrow(
      'git knows no commit by the name "orign/main". Did you mean `origin/main`?',
    );
    await expect(resolveLocalChange(temp.root, 'develop')).rejects.toThrow('Did you mean `origin/develop`?');
    await expect(resolveLocalChange(temp.root, 'upstream/v7')).rejects.toThrow('`git fetch upstream v7`');
    await expect(resolveLocalChange(temp.root, 'xyzzyxyzzyxyzzy')).rejects.toThrow('such as `origin/main`');
  });

  it.each(['--help', '-h', '--output=owned'])('takes %s for a name, not for an option', async (name) => {
    temp.commit('first');
    await expect(resolveLocalChange(temp.root, name)).rejects.toThrow('git knows no commit by the name');
    await expect(resolveLocalChange(temp.root, 'main', name)).rejects.toThrow(
      'git knows no commit by the name',
    );
  });

  it('says that there is no commit yet', async () => {
    await expect(resolveLocalChange(temp.root, 'main')).rejects.toThrow(
      'git knows no commit by the name "main"',
    );
  });

  it('says that two histories have nothing in common', async () => {
    temp.commit('first');
    temp.git('checkout', '-q', '--orphan', 'island');
    temp.commit('alone');
    await expect(resolveLocalChange(temp.root, 'main')).rejects.toThrow(
      '"HEAD" and "main" have no common ancestor',
    );
  });

  it('says that the clone is shallow', async () => {
    temp.commit('first');
    temp.git('checkout', '-q', '-b', 'bump');
    temp.commit('second');
    temp.git('checkout', '-q', 'main');
    temp.commit('third');
    const clone = realpathSync(mkdtempSync(join(tmpdir(), 'pin-gate-shallow-')));
    try {
      execFileSync('git', ['clone', '-q', '--depth=1', '--no-single-branch', `file://${temp.root}`, clone], {
        stdio: 'ignore',
      });
      await expect(resolveLocalChange(clone, 'origin/main', 'origin/bump')).rejects.toThrow(
        'This clone is shallow: the commit at which "origin/bump" left "origin/main" is not in it. Run `git fetch --unshallow` first',
      );
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  });
});

describe('listUncommitted', () => {
  it('starts no program that a clone names as its monitor', async () => {
    temp.write('monitor.sh', '#!/bin/sh\ntouch "$PWD/started"\n');
    chmodSync(`${temp.root}/monitor.sh`, 0o755);
    temp.commit('monitor');
    temp.git('config', 'core.fsmonitor', './monitor.sh');
    expect(await listUncommitted(temp.root)).toEqual([]);
    expect(existsSync(`${temp.root}/started`)).toBe(false);
  });

  it('lists what a check of commits does not see', async () => {
    temp.write('edited.txt', '1');
    temp.write('staged.txt', '1');
    temp.commit('first');
    expect(await listUncommitted(temp.root)).toEqual([]);
    temp.write('edited.txt', '2');
    temp.write('staged.txt', '2');
    temp.git('add', 'staged.txt');
    temp.write('new dir/new ü.txt', '1');
    expect(await listUncommitted(temp.root)).toEqual(['edited.txt', 'staged.txt', 'new dir/new ü.txt']);
  });
});
