import { z } from 'zod';
import type { ChangeRequests, Proposal, ProposedChange } from '../../domain/changeRequests.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { ask } from './ask.ts';
import { blobIdOf } from './blobIdOf.ts';
import type { Octokit } from './createOctokit.ts';
import {
  countFiles,
  findOpenPullRequest,
  type Home,
  type OpenPullRequest,
  openPullRequest,
} from './openPullRequests.ts';
import { prepareBranch, readBlobId, readTip } from './prepareBranch.ts';

/** How often a proposal is begun anew when somebody else got in between. */
const mostAttempts = 4;

/** Whose pull requests wait for an approval before their checks start. */
const workflowBot = 'github-actions[bot]';

const repositorySchema = z.object({ default_branch: z.string() });
const labelsSchema = z.array(z.object({ name: z.string() }));
const assignedSchema = z.object({ assignees: z.array(z.object({ login: z.string() })).nullish() });

/**
 * Pull requests with a change of one file, by GitHub's API: a branch, a commit on it, and the pull request.
 *
 * Two that propose the same at the same time end with one pull request: each step takes what it finds done for its own,
 * and whatever GitHub refuses because of the other one is begun anew from what there is then.
 */
export function createChangeRequests(octokit: Octokit, home: Home): ChangeRequests {
  const { owner, repo } = home;
  return {
    defaultBranch: async () => {
      const { data } = await ask(
        { purpose: `say what ${owner}/${repo} is`, permission: 'contents: read' },
        repositorySchema,
        () => octokit.rest.repos.get({ owner, repo }),
      );
      return data.default_branch;
    },
    tip: (branch) => readTip(octokit, home, branch),
    propose: async (change) => {
      for (let attempt = 1; ; attempt += 1) {
        // The tip first: of a branch that is moved after this, the pull request would be seen.
        const tip = await readTip(octokit, home, change.branch);
        const open = await findOpenPullRequest(octokit, home, change);
        if (open !== undefined) {
          return { ...describe(open), existed: true, warnings: await compare(octokit, home, change, open) };
        }
        try {
          await prepareBranch(octokit, home, change, tip);
          const pull = await openPullRequest(octokit, home, change);
          return { ...describe(pull), existed: false, warnings: await decorate(octokit, home, change, pull) };
        } catch (error) {
          if (attempt === mostAttempts || !mayBeOvertaken(error)) throw error;
        }
      }
    },
  };
}

/**
 * Whether GitHub refused what would have been right a moment ago: the branch or the pull request exists, the file is
 * another, the branch has no commits. Anything else that it refuses in this way it refuses again.
 */
function mayBeOvertaken(error: unknown): boolean {
  return error instanceof ServiceError && (error.status === 409 || error.status === 422);
}

function describe({ number, html_url: url, user }: OpenPullRequest): Omit<Proposal, 'existed' | 'warnings'> {
  return { number, url, needsApproval: user?.login === workflowBot };
}

/** Whoever may write to the branch may have changed what is proposed there since it was opened. */
async function compare(
  octokit: Octokit,
  home: Home,
  { path, bytes, branch }: ProposedChange,
  open: OpenPullRequest,
): Promise<readonly string[]> {
  const name = `Pull request #${open.number}, which was open already,`;
  let differs = false;
  const failure = await messageOf(async () => {
    const [files, blob] = await Promise.all([
      countFiles(octokit, home, open),
      readBlobId(octokit, home, path, branch),
    ]);
    differs = files !== 1 || blob !== blobIdOf(bytes);
  });
  if (failure !== undefined) return [`${name} could not be compared with this change: ${failure}`];
  return differs ? [`${name} is not this change alone: read what it changes before it is merged.`] : [];
}

/** Labels and assignees help people to find the pull request; it is there without them too. */
async function decorate(
  octokit: Octokit,
  { owner, repo }: Home,
  { labels, assignees }: ProposedChange,
  pull: OpenPullRequest,
): Promise<readonly string[]> {
  const issue = { owner, repo, issue_number: pull.number };
  const name = `pull request #${pull.number} of ${owner}/${repo}`;
  const writing = (what: string) => ({ purpose: `${what} ${name}`, permission: 'pull-requests: write' });
  const warnings: string[] = [];
  if (labels.length > 0) {
    const failure = await messageOf(async () => {
      await ask(writing('label'), labelsSchema, () =>
        octokit.rest.issues.addLabels({ ...issue, labels: [...labels] }),
      );
    });
    if (failure !== undefined) warnings.push(`The pull request has no label: ${failure}`);
  }
  if (assignees.length > 0) {
    // Who cannot be assigned is passed over without a word.
    const failure = await messageOf(async () => {
      await ask(writing('assign'), assignedSchema, () =>
        octokit.rest.issues.addAssignees({ ...issue, assignees: [...assignees] }),
      );
    });
    if (failure !== undefined) warnings.push(`The pull request is assigned to nobody: ${failure}`);
  }
  return warnings;
}

async function messageOf(call: () => Promise<void>): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error.message;
    throw error;
  }
}
