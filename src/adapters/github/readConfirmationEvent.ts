import { z } from 'zod';
import type { Push } from '../../domain/confirmation.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { parsePayload } from './parsePayload.ts';

/** The repository whose pins are confirmed, the commit that they are read at, and what led to it. */
export interface ConfirmationEvent {
  readonly owner: string;
  readonly repo: string;
  /** In full. */
  readonly commit: string;
  /** Undefined where there is no promotion to tell of. */
  readonly push: Push | undefined;
}

const EVENTS: readonly string[] = ['push', 'schedule', 'workflow_dispatch'];
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** In place of the commit that a new branch had before, or a deleted one has after. */
const NO_COMMIT = /^0+$/;
const BRANCH = 'refs/heads/';

const commit = z.string().regex(COMMIT, 'expected a commit id');
const pushSchema = z.object({ ref: z.string().startsWith('refs/'), before: commit, after: commit });

/**
 * Reads what started a run in mode `confirm`. A push to a branch is told of; for everything else, deleted branches and
 * tags among it, the commit is the one that the check stands on (GITHUB_SHA).
 *
 * @param env `GITHUB_EVENT_NAME`, `GITHUB_REPOSITORY` and `GITHUB_SHA` are looked at
 * @param eventFileText the content of the file that `GITHUB_EVENT_PATH` names; undefined if there is none
 * @throws GateError for an event that judges a change: a green confirmation could cover its red check
 */
export function readConfirmationEvent(
  env: Readonly<Record<string, string | undefined>>,
  eventFileText: string | undefined,
): ConfirmationEvent {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  if (!EVENTS.includes(name)) {
    throw new GateError(
      `\`mode: confirm\` runs on push, schedule and workflow_dispatch; this run was started by ${quote(name)}. It judges no ` +
        'change, so a green confirmation on a pull request could cover the red check of the gate on the same commit. ' +
        'Give it a workflow of its own, and its job another name than the required check.',
    );
  }
  const [owner, repo, ...rest] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const sha = env['GITHUB_SHA'] ?? '';
  if (!owner || !repo || rest.length > 0 || !isCommit(sha)) {
    throw new GateError(
      'Pin Gate runs inside GitHub Actions, where GITHUB_REPOSITORY (owner/name) and GITHUB_SHA (a commit) are set; here they are ' +
        `${quote(env['GITHUB_REPOSITORY'] ?? '')} and ${quote(sha)}.`,
    );
  }
  const here = { owner, repo, commit: sha, push: undefined };
  if (name !== 'push') return here;
  const { ref, before, after } = parsePayload(name, pushSchema, eventFileText);
  // A tag's object need be no commit, and says nothing about what production read before.
  if (!ref.startsWith(BRANCH) || !isCommit(after)) return here;
  const branch = ref.slice(BRANCH.length);
  return { owner, repo, commit: after, push: { branch, before: isCommit(before) ? before : undefined } };
}

function isCommit(text: string): boolean {
  return COMMIT.test(text) && !NO_COMMIT.test(text);
}
