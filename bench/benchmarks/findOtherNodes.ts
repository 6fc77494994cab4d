import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

export interface OtherNode {
  readonly path: string;
  /** Such as `20.20.2`. */
  readonly version: string;
}

/** Finds the Nodes on the PATH that are other versions than the one which runs this, one of each version. */
export async function findOtherNodes(): Promise<readonly OtherNode[]> {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = new Map<string, OtherNode>();
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = await realpath(join(folder, name)).catch(() => undefined);
    if (path === undefined) continue;
    const version = await promisify(execFile)(path, ['-p', 'process.versions.node']).then(
      ({ stdout }) => stdout.trim(),
      () => process.versions.node,
    );
    if (version !== process.versions.node && !found.has(version)) found.set(version, { path, version });
  }
  return [...found.values()];
}
