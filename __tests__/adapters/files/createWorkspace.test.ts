import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createWorkspace } from '../../../src/adapters/files/createWorkspace.ts';

let parent: string;
let root: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'pin-gate-workspace-'));
  root = join(parent, 'repository');
  mkdirSync(root);
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

describe('createWorkspace', () => {
  it('makes a new file and its folders, and reads it back', async () => {
    const workspace = createWorkspace(root);
    expect(await workspace.findObstacle('a/b/c.yml')).toBeUndefined();
    expect(await workspace.create('a/b/c.yml', 'one\n')).toBe(true);
    expect(new TextDecoder().decode(await workspace.read('a/b/c.yml'))).toBe('one\n');
    expect(await workspace.list('a/b')).toEqual(['c.yml']);
  });

  it('never overwrites, whatever it has seen before', async () => {
    const workspace = createWorkspace(root);
    expect(await workspace.findObstacle('a.yml')).toBeUndefined();
    writeFileSync(join(root, 'a.yml'), 'theirs');
    expect(await workspace.create('a.yml', 'ours')).toBe(false);
    expect(readFileSync(join(root, 'a.yml'), 'utf8')).toBe('theirs');
    expect(await workspace.findObstacle('a.yml')).toBe('is there already');
  });

  it('leaves no half of a file where the disk is full', async () => {
    const handle = await open(join(root, 'any.txt'), 'w');
    const proto: { writeFile(text: string): Promise<void> } = Object.getPrototypeOf(handle);
    await handle.close();
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const spy = jest.spyOn(proto, 'writeFile').mockRejectedValue(full);
    const workspace = createWorkspace(root);
    await expect(workspace.create('a.yml', 'ours')).rejects.toBe(full);
    spy.mockRestore();
    expect(await workspace.findObstacle('a.yml')).toBeUndefined();
    expect(await workspace.create('a.yml', 'ours')).toBe(true);
  });

  it('writes through no link, be it to nothing', async () => {
    symlinkSync(join(parent, 'outside.yml'), join(root, 'a.yml'));
    const workspace = createWorkspace(root);
    expect(await workspace.findObstacle('a.yml')).toBe('is there already');
    expect(await workspace.create('a.yml', 'ours')).toBe(false);
    expect(() => readFileSync(join(parent, 'outside.yml'))).toThrow('ENOENT');
  });

  it('says what is in the way', async () => {
    writeFileSync(join(root, 'file'), '');
    mkdirSync(join(parent, 'outside'));
    symlinkSync(join(parent, 'outside'), join(root, 'link'));
    const workspace = createWorkspace(root);
    expect(await workspace.findObstacle('file/a.yml')).toBe('cannot be made: file is a file');
    expect(await workspace.findObstacle('link/x/a.yml')).toBe(
      'cannot be made: link is a link that leads out of this folder',
    );
  });

  (process.getuid?.() === 0 || process.platform === 'win32' ? it.skip : it)(
    'sees a folder that is read-only',
    async () => {
      mkdirSync(join(root, 'closed'));
      chmodSync(join(root, 'closed'), 0o500);
      expect(await createWorkspace(root).findObstacle('closed/a.yml')).toContain(
        'cannot be written (EACCES)',
      );
    },
  );

  it('finds nothing where there is nothing', async () => {
    writeFileSync(join(root, 'file'), '');
    const workspace = createWorkspace(root);
    expect([await workspace.read('a'), await workspace.read('file/a'), await workspace.list('a')]).toEqual([
      undefined,
      undefined,
      [],
    ]);
  });

  it('says what cannot be read', async () => {
    mkdirSync(join(root, 'gate.yml'));
    await expect(createWorkspace(root).read('gate.yml')).rejects.toThrow('gate.yml: The file cannot be read');
  });
});
