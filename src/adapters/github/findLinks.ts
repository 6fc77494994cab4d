import { z } from 'zod';
import { ServiceError } from '../../domain/serviceError.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';
import { readTree } from './readTree.ts';

/** GitHub's contents API lists no more entries of a folder, and has no further pages. */
const longestFolder = 1000;

const folderSchema = z.array(z.object({ name: z.string(), type: z.string() }));

/**
 * The names of the symbolic links directly in a folder of a commit; asked for the file behind a link, GitHub gives
 * that file and does not say that it followed one.
 *
 * @param folder the encoded path, empty for the root
 * @param plainFolder the same, not encoded
 * @throws ServiceError when GitHub refuses or fails; a folder that is not there has no links
 * @throws GateError when the folder is too long for the API, and so is the repository
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
    if (data.length < longestFolder) {
      return new Set(data.flatMap(({ name, type }) => (type === 'symlink' ? [name] : [])));
    }
  } catch (error) {
    if (error instanceof ServiceError && error.kind === 'not-found') return new Set();
    throw error;
  }
  const prefix = plainFolder === '' ? '' : `${plainFolder}/`;
  const links = (await readTree(octokit, owner, repo, commit)).filter(({ mode }) => mode === '120000');
  return new Set(links.flatMap(({ path }) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : [])));
}
