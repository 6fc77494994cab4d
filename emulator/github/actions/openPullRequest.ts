import type { PullRequest } from '../entities.ts';
import { invalid } from '../http/problem.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { repositoryNamed, tipOf } from './lookUp.ts';
import { placeReviewComments } from './placeReviewComments.ts';

export interface PullRequestRequest {
  /** The branch with the change. */
  readonly head: string;
  /** `owner/name` of the fork that has it; the base repository unless said otherwise. */
  readonly headRepository?: string;
  /** Over: the default branch. */
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
  /** A login. */
  readonly user?: string;
  readonly draft?: boolean;
  readonly maintainerCanModify?: boolean;
}

/**
 * Opens a pull request on the base repository.
 *
 * @throws Problem 422, as GitHub, when a branch is missing, there is nothing between the two, or the branch
 *   has an open pull request already.
 */
export function openPullRequest(world: World, request: PullRequestRequest): Promise<PullRequest> {
  return world.exclusively(async () => {
    const { store, git, clock } = world;
    const target = store.base();
    const source = repositoryNamed(world, request.headRepository);
    const base = request.base ?? target.defaultBranch;
    const baseTip = await git.commit(target.heads + base);
    if (baseTip === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
    const headTip = await git.commit(source.heads + request.head);
    if (headTip === undefined) throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
    const label = `${source.owner}:${request.head}`;
    const twin = store.pullRequests.find(
      (pull) =>
        pull.state === 'open' &&
        pull.base.ref === base &&
        pull.head.ref === request.head &&
        pull.head.repository === fullNameOf(source),
    );
    if (twin !== undefined) {
      throw unprocessable(`A pull request already exists for ${label}.`);
    }
    if ((await git.mergeBase(baseTip.oid, headTip.oid)) === headTip.oid) {
      throw unprocessable(`No commits between ${base} and ${source === target ? request.head : label}`);
    }

    const now = clock.now();
    const pull: PullRequest = {
      id: store.nextId(),
      number: store.pullRequests.length + 1,
      user: request.user ?? 'octocat',
      createdAt: now,
      updatedAt: now,
      closedAt: undefined,
      draft: request.draft ?? false,
      // Only a fork's author can let maintainers push; within one repository GitHub says false.
      maintainerCanModify: source !== target && (request.maintainerCanModify ?? true),
      base: { ref: base, sha: baseTip.oid },
      head: { ref: request.head, sha: headTip.oid, repository: fullNameOf(source) },
      title: request.title ?? headTip.message.split('\n')[0] ?? request.head,
      body: request.body ?? null,
      state: 'open',
      labels: [],
      assignees: [],
      merged: undefined,
    };
    store.pullRequests.push(pull);
    await git.moveRefs({ [`refs/pull/${pull.number}/head`]: pull.head.sha });
    return pull;
  });
}

export interface PullRequestChange {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
  readonly state?: 'open' | 'closed' | undefined;
  readonly base?: string | undefined;
}

/** Edits, closes, reopens or retargets a pull request. */
export function changePullRequest(world: World, pull: PullRequest, change: PullRequestChange): Promise<void> {
  return world.exclusively(async () => {
    const { store, git, clock } = world;
    if (change.base !== undefined && change.base !== pull.base.ref) {
      if ((await git.commit(store.base().heads + change.base)) === undefined) {
        throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
      }
      pull.base.ref = change.base;
      pull.base.sha = await tipOf(world, store.base(), change.base);
      await placeReviewComments(world, pull);
    }
    if (change.state === 'open' && pull.merged !== undefined) {
      throw invalid({ resource: 'PullRequest', field: 'state', code: 'invalid' });
    }
    const now = clock.now();
    if (change.state !== undefined && change.state !== pull.state) {
      pull.state = change.state;
      pull.closedAt = change.state === 'closed' ? now : undefined;
    }
    if (change.title !== undefined) pull.title = change.title;
    if (change.body !== undefined) pull.body = change.body;
    pull.updatedAt = now;
  });
}

function unprocessable(message: string) {
  return invalid({ resource: 'PullRequest', code: 'custom', message });
}
