import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFileSink } from '../../../src/adapters/files/createFileSink.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pin-gate-sink-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('createFileSink', () => {
  it('makes the folder, keeps it out of git, and says where the file is', async () => {
    const folder = join(root, 'a', 'b');
    const sink = createFileSink(folder);
    expect(await sink.writeReport('report.json', 'one')).toBe(join(folder, 'report.json'));
    await sink.writeReport('report.json', 'two');
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('two');
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('leaves a folder that was there as it was', async () => {
    const folder = join(root, 'mine');
    mkdirSync(folder);
    await createFileSink(folder).writeReport('junit.xml', 'x');
    expect([existsSync(join(folder, 'junit.xml')), existsSync(join(folder, '.gitignore'))]).toEqual([
      true,
      false,
    ]);
  });

  it('fails where it cannot write', async () => {
    writeFileSync(join(root, 'file'), '');
    await expect(createFileSink(join(root, 'file')).writeReport('a', 'b')).rejects.toThrow('file');
  });
});
