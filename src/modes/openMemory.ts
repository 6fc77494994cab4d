import { createCommentThread } from '../adapters/github/createCommentThread.ts';
import type { Octokit } from '../adapters/github/createOctokit.ts';
import type { GitHubEvent } from '../adapters/github/gitHubEvent.ts';
import type { Inputs } from '../domain/inputs.ts';
import type { EvaluationMemory, Seal } from '../domain/memory.ts';
import { createSeal } from '../memory/createSeal.ts';
import type { MemoryPlace } from '../memory/memoryPlace.ts';
import { readMemory } from '../memory/readMemory.ts';

/** What only this repository's runs can seal with; undefined without a key, and then nothing is remembered. */
export function makeSeal({ anthropicApiKey }: Inputs): Seal | undefined {
  return anthropicApiKey === '' ? undefined : createSeal(anthropicApiKey);
}

/**
 * What the comments of pull requests remember; undefined where nothing could be believed.
 *
 * @param hasComments whether the pull request that is judged has any comment at all: without one nothing is asked for
 */
export function openMemory(
  octokit: Octokit,
  event: GitHubEvent,
  seal: Seal | undefined,
  hasComments: () => boolean,
): EvaluationMemory | undefined {
  if (seal === undefined) return undefined;
  return {
    recall: async (number) => {
      if (event.kind === 'pull-request' && event.number === number && !hasComments()) return [];
      const { owner, repo } = event;
      const thread = createCommentThread(octokit, { owner, repo, number, commentCount: 1 });
      return readMemory(await thread.standing(), placeOf(event, number), seal);
    },
  };
}

/** Where a run that judges a pull request leaves what it evaluated; it does so even when the change is not known. */
export function findPlace(event: GitHubEvent): MemoryPlace | undefined {
  return event.kind === 'pull-request' ? placeOf(event, event.number) : undefined;
}

function placeOf({ owner, repo }: GitHubEvent, pullRequest: number): MemoryPlace {
  return { repository: `${owner}/${repo}`, pullRequest };
}
