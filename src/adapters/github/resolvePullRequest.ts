import { z } from 'zod';
import type { ChangedFile } from '../../domain/change.ts';
import { HeadMovedError } from '../../domain/headMoved.ts';
import { GateError } from '../../domain/problem.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';
import type { GitHubEvent } from './gitHubEvent.ts';
import type { ResolvedChange } from './resolveChange.ts';

const perPage = 100;

/** GitHub lists no more files of a pull request, on any page. */
const mostFiles = 3000;

const pullSchema = z.object({
  head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
  base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string(), private: z.boolean() }) }),
  changed_files: z.int().min(0),
  comments: z.int().min(0),
  review_comments: z.int().min(0),
});

const fileSchema = z
  .object({
    filename: z.string(),
    status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
    previous_filename: z.string().optional(),
  })
  .refine(
    (file) => file.status !== 'renamed' || file.previous_filename !== undefined,
    'a rename without its origin',
  );
type ListedFile = z.infer<typeof fileSchema>;

const refSchema = z.object({ object: z.object({ sha: z.string(), type: z.literal('commit') }) });

/**
 * Resolves a pull request in three requests while it changes at most 100 files: the pull request, its files,
 * and the base branch (`base.sha` of a pull request is its base when it was last pushed, not the tip).
 *
 * The files are listed for whatever head the pull request has at that moment, so the head is asked for after
 * the last page: were somebody to push while the list is read, it could be the newer commit's, and a check that
 * is green on the older one would not have seen that one's pin.
 */
export async function resolvePullRequest(
  octokit: Octokit,
  event: Extract<GitHubEvent, { kind: 'pull-request' }>,
): Promise<ResolvedChange> {
  const { owner, repo, number } = event;
  const name = `pull request #${number} of ${owner}/${repo}`;
  const listPage = (page: number) =>
    ask(
      { purpose: `list the changed files of ${name}`, permission: 'pull-requests: read' },
      z.array(fileSchema),
      () => octokit.rest.pulls.listFiles({ owner, repo, pull_number: number, per_page: perPage, page }),
    );

  const readPull = () =>
    ask({ purpose: `read ${name}`, permission: 'pull-requests: read' }, pullSchema, () =>
      octokit.rest.pulls.get({ owner, repo, pull_number: number }),
    );

  const firstPage = await listPage(1);
  const { data: pull } = await readPull();
  if (pull.head.sha !== event.head) throw new HeadMovedError(event.head, pull.head.sha);
  if (pull.changed_files > mostFiles) {
    throw new GateError(
      `This pull request changes ${pull.changed_files} files and GitHub lists no more than ${mostFiles} of them, so a changed pin could go unseen. Split the pull request: put the pins into one of their own.`,
    );
  }

  const [{ data: ref }, files] = await Promise.all([
    ask(
      { purpose: `read the branch ${pull.base.ref} of ${owner}/${repo}`, permission: 'contents: read' },
      refSchema,
      () => octokit.rest.git.getRef({ owner, repo, ref: `heads/${pull.base.ref}` }),
    ),
    listRemaining(firstPage, pull.changed_files, listPage),
  ]);
  if (firstPage.hasNext) {
    const { data: now } = await readPull();
    if (now.head.sha !== event.head) throw new HeadMovedError(event.head, now.head.sha);
  }
  if (files.length < pull.changed_files) {
    throw new GateError(
      `GitHub says that this pull request changes ${pull.changed_files} files, but listed ${files.length} of them, so a changed pin could go unseen. Run the job again.`,
    );
  }

  return {
    change: {
      kind: 'pull-request',
      base: ref.object.sha,
      baseName: pull.base.ref,
      head: pull.head.sha,
      files: files.flatMap(toChangedFile),
      // The repository of a head is null once its fork was deleted.
      fromFork: pull.head.repo?.full_name !== pull.base.repo.full_name,
      number,
    },
    commentCount: pull.comments,
    reviewCommentCount: pull.review_comments,
    isPrivate: pull.base.repo.private,
  };
}

/** The announced pages side by side; past them the `Link` header has the last word. */
async function listRemaining(
  first: { data: ListedFile[]; hasNext: boolean },
  announced: number,
  listPage: (page: number) => Promise<{ data: ListedFile[]; hasNext: boolean }>,
): Promise<ListedFile[]> {
  if (!first.hasNext) return first.data;
  const pages = [first];
  const last = Math.max(2, Math.ceil(announced / perPage));
  pages.push(...(await Promise.all(Array.from({ length: last - 1 }, (_, index) => listPage(index + 2)))));
  while (pages.at(-1)?.hasNext === true && pages.length * perPage < mostFiles)
    pages.push(await listPage(pages.length + 1));
  return pages.flatMap(({ data }) => data);
}

function toChangedFile(file: ListedFile): ChangedFile[] {
  const path = file.filename;
  switch (file.status) {
    case 'renamed':
      return [
        {
          path,
          status: 'renamed',
          ...(file.previous_filename === undefined ? {} : { previousPath: file.previous_filename }),
        },
      ];
    case 'copied':
      return [{ path, status: 'added' }];
    case 'changed':
      return [{ path, status: 'modified' }];
    case 'unchanged':
      return [];
    default:
      return [{ path, status: file.status }];
  }
}
