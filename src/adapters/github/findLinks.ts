import { z } from 'zod';
import { GateError } from '../../domain/problem.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';
import { readTree } from './readTree.ts';

/** GitHub's contents API lists no more entries of a folder, and has no further pages. */
const longestFolder = 1000;

/** What is no folder is described by itself, not in a list. */
const folderSchema = z.union([
  z.array(z.object({ name: z.string(), type: z.string() })),
  z.object({ type: z.string() }),
]);

/**
 * The names of the symbolic links directly in a folder of a commit; asked for the file behind a link, GitHub gives
 * that file and does not say that it followed one.
 *
 * @param folder the encoded path, empty for the root
 * @param plainFolder the same, not encoded
 * @throws ServiceError when GitHub refuses or fails; a folder that is not there has no links
 * @throws GateError when the folder, or one above it, is a link or a submodule, behind which nothing can be seen: its
 *   files would seem to be gone; and when the folder is too long for the API, and so is the repository
 */
export async function findLinks(
  octokit: Octokit,
  { owner, repo, commit }: { readonly owner: string; readonly repo: string; readonly commit: string },
  { folder, plainFolder }: { readonly folder: string; readonly plainFolder: string },
): Promise<ReadonlySet<string>> {
  const purpose = `list the folder ${plainFolder === '' ? '/' : plainFolder} of ${owner}/${repo} at ${commit.slice(0, 10)}`;
  try {
    const { data } = await ask({ purpose, permission: 'contents: read' }, folderSchema, () =>
      octokit.request(`GET /repos/{owner}/{repo}/contents/${folder}`, { owner, repo, ref: commit }),
    );
    if (!Array.isArray(data)) {
      throw new GateError({
        file: plainFolder,
        message:
          `expected a folder at ${commit.slice(0, 10)}, but it is a symbolic link, a submodule or a file, so a pin ` +
          'behind it would go unseen. Keep pins in folders of this repository.',
      });
    }
    if (data.length < longestFolder) {
      return new Set(data.flatMap(({ name, type }) => (type === 'symlink' ? [name] : [])));
    }
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== 'not-found') throw error;
    if (plainFolder !== '') {
      const above = { folder: parentOf(folder), plainFolder: parentOf(plainFolder) };
      await findLinks(octokit, { owner, repo, commit }, above);
    }
    return new Set();
  }
  const prefix = plainFolder === '' ? '' : `${plainFolder}/`;
  const links = (await readTree(octokit, owner, repo, commit)).filter(({ mode }) => mode === '120000');
  return new Set(links.flatMap(({ path }) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : [])));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
