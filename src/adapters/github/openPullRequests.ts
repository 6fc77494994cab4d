import { z } from 'zod';
import type { ProposedChange } from '../../domain/changeRequests.ts';
import { quote } from '../../domain/quote.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';

const pullSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  user: z.object({ login: z.string() }).nullable(),
  base: z.object({ ref: z.string() }),
});

/** A pull request, and who opened it. */
export type OpenPullRequest = z.infer<typeof pullSchema>;

/** The repository, and where a browser finds it. */
export interface Home {
  readonly owner: string;
  readonly repo: string;
  /** `https://github.com`, without a slash at its end. */
  readonly serverUrl: string;
}

/**
 * The open pull request into `base` of a branch of the repository itself. One into another branch only throws a
 * `ServiceError`: somebody retargeted it, and the branch under it must not be moved.
 */
export async function findOpenPullRequest(
  octokit: Octokit,
  { owner, repo }: Home,
  { branch, base }: Pick<ProposedChange, 'branch' | 'base'>,
): Promise<OpenPullRequest | undefined> {
  const { data } = await ask(
    { purpose: `list the pull requests of ${branch} in ${owner}/${repo}`, permission: 'pull-requests: read' },
    z.array(pullSchema),
    () => octokit.rest.pulls.list({ owner, repo, state: 'open', head: `${owner}:${branch}` }),
  );
  const [other] = data;
  const found = data.find((pull) => pull.base.ref === base);
  if (found !== undefined || other === undefined) return found;
  throw new ServiceError(
    'GitHub',
    'conflict',
    `Pull request #${other.number} of ${owner}/${repo} has the branch ${branch} already, but goes into ${quote(other.base.ref)} ` +
      `and not into ${quote(base)}: retarget it, or close it and ask again.`,
  );
}

/** How many files a pull request changes. */
export async function countFiles(
  octokit: Octokit,
  { owner, repo }: Home,
  { number }: OpenPullRequest,
): Promise<number> {
  const { data } = await ask(
    { purpose: `read pull request #${number} of ${owner}/${repo}`, permission: 'pull-requests: read' },
    z.object({ changed_files: z.int() }),
    () => octokit.rest.pulls.get({ owner, repo, pull_number: number }),
  );
  return data.changed_files;
}

/** Opens a pull request of a branch that is there. */
export async function openPullRequest(
  octokit: Octokit,
  home: Home,
  { branch, base, title, body }: ProposedChange,
): Promise<OpenPullRequest> {
  const { owner, repo } = home;
  try {
    const { data } = await ask(
      { purpose: `open a pull request in ${owner}/${repo}`, permission: 'pull-requests: write' },
      pullSchema,
      () => octokit.rest.pulls.create({ owner, repo, head: branch, base, title, body }),
    );
    return data;
  } catch (error) {
    throw isNotPermitted(error) ? explainNotPermitted(error, home, { branch, base }) : error;
  }
}

function isNotPermitted(error: unknown): error is ServiceError {
  return error instanceof ServiceError && /GitHub Actions is not permitted to create/.test(error.message);
}

/** Nothing in the workflow's `permissions:` changes this one, so the usual sentence would lead astray. */
function explainNotPermitted(
  error: ServiceError,
  { owner, repo, serverUrl }: Home,
  { branch, base }: Pick<ProposedChange, 'branch' | 'base'>,
): ServiceError {
  const page = `${serverUrl}/${owner}/${repo}`;
  return new ServiceError(
    'GitHub',
    'forbidden',
    `GitHub Actions may not open pull requests in ${owner}/${repo}. Allow it under “Workflow permissions” in ` +
      `${page}/settings/actions (the organisation may have to allow it first), or pass the token of a GitHub App as ` +
      '`github-token`, which needs no such setting and whose pull requests get their checks without an approval. The ' +
      `branch is there: ${page}/compare/${base}...${branch}?expand=1 opens the pull request by hand.`,
    { cause: error, ...(error.status === undefined ? {} : { status: error.status }) },
  );
}
