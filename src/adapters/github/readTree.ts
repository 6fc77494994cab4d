import { z } from 'zod';
import { GateError } from '../../domain/problem.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';

const treeSchema = z.object({
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string() })),
  truncated: z.boolean(),
});

/** An entry of a commit's tree that is no directory: a file, a symbolic link (mode 120000) or a submodule (type commit). */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

/**
 * All files of a commit, by one request.
 *
 * @throws GateError when GitHub cut the listing short (it does at 100,000 entries or 7 MB)
 */
export async function readTree(
  octokit: Octokit,
  owner: string,
  repo: string,
  commit: string,
): Promise<readonly TreeEntry[]> {
  const { data } = await ask(
    { purpose: `list the files of ${owner}/${repo} at ${commit.slice(0, 10)}`, permission: 'contents: read' },
    treeSchema,
    () => octokit.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: 'true' }),
  );
  if (data.truncated) {
    throw new GateError(
      `The repository has too many files for GitHub to list at once (it stopped after ${data.tree.length} entries of ${commit.slice(0, 10)}), so a pin could go unseen.`,
    );
  }
  return data.tree.filter((entry) => entry.type !== 'tree');
}
