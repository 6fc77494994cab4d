import { constants } from 'node:fs';
import {
  access,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rm,
} from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { GateError } from '../../domain/problem.ts';
import type { Workspace } from '../../domain/workspace.ts';

/** The folder `root` on disk. */
export function createWorkspace(root: string): Workspace {
  return {
    async read(path) {
      try {
        return await readFile(resolve(root, path));
      } catch (error) {
        if (isMissing(error)) return undefined;
        const message = `The file cannot be read (${codeOf(error) ?? String(error)}).`;
        throw new GateError({ file: path, message });
      }
    },

    async list(folder) {
      try {
        return (await readdir(resolve(root, folder))).sort();
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },

    findObstacle: (path) => findObstacle(root, path),

    async create(path, text) {
      const place = resolve(root, path);
      await mkdir(dirname(place), { recursive: true });
      let file: FileHandle;
      try {
        // `wx` follows no link and takes no file that appeared since anybody looked.
        file = await open(place, 'wx');
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      }
      try {
        await file.writeFile(text);
      } catch (error) {
        // Half a file would be taken for one that somebody wrote, and left as it is.
        await rm(place, { force: true });
        throw error;
      } finally {
        await file.close();
      }
      return true;
    },
  };
}

async function findObstacle(root: string, path: string): Promise<string | undefined> {
  if (await stands(resolve(root, path))) return 'is there already';
  let folder = dirname(path);
  while (folder !== '.' && !(await stands(resolve(root, folder)))) folder = dirname(folder);
  try {
    const real = await realpath(resolve(root, folder));
    const inside = relative(await realpath(root), real);
    if (inside.split(/[\\/]/)[0] === '..' || isAbsolute(inside)) {
      return `cannot be made: ${folder} is a link that leads out of this folder`;
    }
    if (!(await lstat(real)).isDirectory()) return `cannot be made: ${folder} is a file`;
    await access(real, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `cannot be made: ${folder} cannot be written (${codeOf(error) ?? String(error)})`;
  }
}

/** Whether anything stands there, be it a link to nothing. */
async function stands(place: string): Promise<boolean> {
  try {
    await lstat(place);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
