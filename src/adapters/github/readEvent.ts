import { z } from 'zod';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import type { GitHubEvent } from './gitHubEvent.ts';
import { parsePayload } from './parsePayload.ts';

const commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'expected a commit id');

const pullRequestSchema = z.object({
  pull_request: z.object({ number: z.int().min(1), head: z.object({ sha: commit }) }),
});

const mergeGroupSchema = z.object({
  merge_group: z.object({ base_sha: commit, base_ref: z.string().min(1), head_sha: commit }),
  repository: z.object({ private: z.boolean() }),
});

/**
 * Reads what started the run from the runner's variables and event file.
 *
 * @param env `GITHUB_EVENT_NAME` and `GITHUB_REPOSITORY` are looked at
 * @param eventFileText the content of the file that `GITHUB_EVENT_PATH` names; undefined if there is none
 * @throws GateError for any other event: a green "skipped" would cover a red check of the same name on the
 *   same commit
 */
export function readEvent(
  env: Readonly<Record<string, string | undefined>>,
  eventFileText: string | undefined,
): GitHubEvent {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  const [owner, repo, ...rest] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  if (name === '' || !owner || !repo || rest.length > 0) {
    throw new GateError(
      `Pin Gate runs inside GitHub Actions, where GITHUB_EVENT_NAME and GITHUB_REPOSITORY (owner/name) are set; here they are ${quote(name)} and ${quote(env['GITHUB_REPOSITORY'] ?? '')}. On your own machine run \`pin-gate check --base <ref>\`.`,
    );
  }
  switch (name) {
    case 'pull_request':
    case 'pull_request_target': {
      const { pull_request: pull } = parsePayload(name, pullRequestSchema, eventFileText);
      return { kind: 'pull-request', name, owner, repo, number: pull.number, head: pull.head.sha };
    }
    case 'merge_group': {
      const { merge_group: group, repository } = parsePayload(name, mergeGroupSchema, eventFileText);
      return {
        kind: 'merge-group',
        name,
        owner,
        repo,
        base: group.base_sha,
        baseName: group.base_ref.replace(/^refs\/heads\//, ''),
        head: group.head_sha,
        isPrivate: repository.private,
      };
    }
    default:
      throw new GateError(
        `Pin Gate runs on pull_request, pull_request_target and merge_group; this run was started by \`${name}\`. ` +
          'It fails rather than skips, because a green skip under the same check name would cover a red one on the ' +
          'same commit. Remove this event from the workflow’s `on:`, or give it a workflow without this step.',
      );
  }
}
