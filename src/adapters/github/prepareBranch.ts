import { z } from 'zod';
import type { ProposedChange } from '../../domain/changeRequests.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { ask } from './ask.ts';
import { blobIdOf } from './blobIdOf.ts';
import type { Octokit } from './createOctokit.ts';
import { encodePath } from './encodePath.ts';
import type { Home } from './openPullRequests.ts';

const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const commitSchema = z.object({ parents: z.array(z.object({ sha: z.string() })) });
const fileSchema = z.object({ sha: z.string() });
const writtenSchema = z.object({ commit: z.object({ sha: z.string() }) });

/** The commit at a branch's tip; undefined where there is no such branch. */
export async function readTip(
  octokit: Octokit,
  { owner, repo }: Home,
  branch: string,
): Promise<string | undefined> {
  const data = await unlessMissing(() =>
    ask(
      { purpose: `read the branch ${branch} of ${owner}/${repo}`, permission: 'contents: read' },
      refSchema,
      () => octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` }),
    ),
  );
  return data?.object.sha;
}

/**
 * Makes the branch one commit on the base's tip that changes the file. One that is there already is moved to the
 * base's tip, unless that is where it is or it has this very change on it: another run may be doing the same.
 *
 * @param tip where the branch is now; undefined: nowhere
 */
export async function prepareBranch(
  octokit: Octokit,
  home: Home,
  change: ProposedChange,
  tip: string | undefined,
): Promise<void> {
  const { owner, repo } = home;
  const { branch, baseCommit, path, bytes, message } = change;
  const writing = (what: string) => ({
    purpose: `${what} in ${owner}/${repo}`,
    permission: 'contents: write',
  });

  if (tip === undefined) {
    await ask(writing(`make the branch ${branch}`), refSchema, () =>
      octokit.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha: baseCommit }),
    );
  } else if (tip !== baseCommit && !(await hasChange(octokit, home, change, tip))) {
    // A move by force asks for no state that it expects, so this is as near to it as can be.
    if ((await readTip(octokit, home, branch)) !== tip) {
      const said = `The branch ${branch} of ${owner}/${repo} was moved by somebody else at the same time: run this again.`;
      throw new ServiceError('GitHub', 'conflict', said, { status: 409 });
    }
    await ask(writing(`move the branch ${branch}`), refSchema, () =>
      octokit.rest.git.updateRef({ owner, repo, ref: `heads/${branch}`, sha: baseCommit, force: true }),
    );
  }

  const there = await readBlobId(octokit, home, path, branch);
  if (there === blobIdOf(bytes)) return;
  await ask(writing(`write ${path} on the branch ${branch}`), writtenSchema, () =>
    octokit.request(`PUT /repos/{owner}/{repo}/contents/${encodePath(path)}`, {
      owner,
      repo,
      branch,
      message,
      content: Buffer.from(bytes).toString('base64'),
      ...(there === undefined ? {} : { sha: there }),
    }),
  );
}

async function hasChange(
  octokit: Octokit,
  home: Home,
  { baseCommit, path, bytes }: ProposedChange,
  tip: string,
): Promise<boolean> {
  const { owner, repo } = home;
  const { data } = await ask(
    { purpose: `read commit ${tip.slice(0, 10)} of ${owner}/${repo}`, permission: 'contents: read' },
    commitSchema,
    () => octokit.rest.git.getCommit({ owner, repo, commit_sha: tip }),
  );
  const isOnBase = data.parents.length === 1 && data.parents[0]?.sha === baseCommit;
  return isOnBase && (await readBlobId(octokit, home, path, tip)) === blobIdOf(bytes);
}

/** The id of the blob at a path; undefined where there is none. */
export async function readBlobId(
  octokit: Octokit,
  { owner, repo }: Home,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const data = await unlessMissing(() =>
    ask(
      { purpose: `read ${path} of ${owner}/${repo} at ${ref}`, permission: 'contents: read' },
      fileSchema,
      () => octokit.request(`GET /repos/{owner}/{repo}/contents/${encodePath(path)}`, { owner, repo, ref }),
    ),
  );
  return data?.sha;
}

async function unlessMissing<T>(read: () => Promise<{ data: T }>): Promise<T | undefined> {
  try {
    return (await read()).data;
  } catch (error) {
    if (error instanceof ServiceError && error.kind === 'not-found') return undefined;
    throw error;
  }
}
