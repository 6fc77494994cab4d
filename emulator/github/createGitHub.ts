import { applySuggestion } from './actions/applySuggestion.ts';
import { commitToBranch } from './actions/commitToBranch.ts';
import { createMergeGroup } from './actions/createMergeGroup.ts';
import { deleteBranch } from './actions/deleteBranch.ts';
import { deleteFork, forkRepository } from './actions/forkRepository.ts';
import { authorOf, pullRequestNumbered, repositoryNamed, tipOf } from './actions/lookUp.ts';
import { mergePullRequest } from './actions/mergePullRequest.ts';
import { changePullRequest, openPullRequest } from './actions/openPullRequest.ts';
import { addComment } from './actions/writeComment.ts';
import { addReviewComment } from './actions/writeReviewComment.ts';
import { gitHubLimits, type Repository } from './entities.ts';
import { openRepository } from './git/openRepository.ts';
import type { GitHub, GitHubOptions } from './gitHub.ts';
import { createFaults } from './http/faults.ts';
import { createRateLimit } from './http/rateLimit.ts';
import { createRequestLog } from './http/requestLog.ts';
import type { ServerParts } from './http/serveRequest.ts';
import { type Listening, listen } from './listen.ts';
import { createOneAtATime } from './oneAtATime.ts';
import { mergeGroupEvent, pullRequestEvent, pushEvent, workflowDispatchEvent } from './render/events.ts';
import { createServer } from './server.ts';
import { actionsBot, createStore, fullNameOf } from './store.ts';
import type { Addresses, World } from './world.ts';

export type { GitHub, GitHubOptions } from './gitHub.ts';

/**
 * Starts a GitHub with one repository, on loopback.
 *
 * @throws Error when git is missing or the port is taken.
 */
export async function createGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const clock = options.clock ?? { now: () => Date.now() };
  const base: Repository = {
    id: 1,
    owner: options.owner ?? 'acme',
    name: options.repo ?? 'support-agents',
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? 'main',
    fork: false,
    heads: 'refs/heads/',
    createdAt: clock.now(),
  };
  const git = await openRepository(base.defaultBranch);
  try {
    const first = await git.write({
      ref: base.heads + base.defaultBranch,
      parent: undefined,
      renames: {},
      files: options.files ?? {},
      message: 'First commit',
      author: authorOf(base.owner),
      date: base.createdAt,
    });
    // The addresses are known only once there is a port, and the app needs them.
    let app: ReturnType<typeof createServer> | undefined;
    const server = await listen(
      (request, bindings) => app?.fetch(request, bindings) ?? new Response(null, { status: 503 }),
      options.port,
    );
    const limits = { ...gitHubLimits, ...options.limits };
    const world: World = {
      store: createStore(base, options.seed ?? 1),
      git,
      clock,
      limits,
      settings: {
        allowActionsToCreatePullRequests: options.allowActionsToCreatePullRequests ?? true,
        collaborators: options.collaborators,
      },
      addresses: addressesOf(server.origin, options.layout ?? 'github.com'),
      exclusively: createOneAtATime(),
    };
    const parts = {
      world,
      rateLimit: createRateLimit(clock, limits.requestsPerHour),
      faults: createFaults(),
      log: createRequestLog(),
    };
    app = createServer(parts);
    return handsOn(parts, server, first);
  } catch (error) {
    await git.close();
    throw error;
  }
}

function addressesOf(origin: string, layout: 'github.com' | 'enterprise'): Addresses {
  return layout === 'enterprise'
    ? { api: `${origin}/api/v3`, graphql: `${origin}/api/graphql`, server: origin }
    : { api: origin, graphql: `${origin}/graphql`, server: origin };
}

/** The programmatic side: what people do on GitHub, and what a test wants to know. */
function handsOn(parts: ServerParts, server: Listening, first: string): GitHub {
  const { world, faults, log, rateLimit } = parts;
  const { store, git, addresses } = world;
  const base = store.base();
  const pull = (number: number) => pullRequestNumbered(world, number);
  // Copies go out, so that what a test holds stays as it was.
  const copyOf = (number: number) => structuredClone(pull(number));
  return {
    url: addresses.api,
    graphqlUrl: addresses.graphql,
    serverUrl: addresses.server,
    gitDir: git.gitDir,
    owner: base.owner,
    repo: base.name,
    fullName: fullNameOf(base),
    issueToken: (options = {}) => store.issueToken(options),
    branchTip: async (branch, repository) => tipOf(world, repositoryNamed(world, repository), branch),
    commit: (request) => commitToBranch(world, request),
    deleteBranch: (branch, repository) => deleteBranch(world, branch, repository),
    fork: (fullName) => forkRepository(world, fullName),
    deleteFork: (fullName) => deleteFork(world, fullName),
    openPullRequest: async (request) => structuredClone(await openPullRequest(world, request)),
    async changePullRequest(number, change) {
      await changePullRequest(world, pull(number), change);
      return copyOf(number);
    },
    mergePullRequest: async (number, request) => mergePullRequest(world, pull(number), request),
    createMergeGroup: (numbers, after) => createMergeGroup(world, numbers, after),
    pullRequest: copyOf,
    comments: (number) => structuredClone(store.commentsOn(pull(number).number)),
    comment: (number, body, user = actionsBot) =>
      structuredClone(addComment(world, pull(number).number, user, body)),
    reviewComments: (number) => structuredClone(store.reviewCommentsOn(pull(number).number)),
    addReviewComment: async (number, request, user = actionsBot) =>
      structuredClone(await addReviewComment(world, pull(number), user, request)),
    applySuggestion: (commentId, author) => applySuggestion(world, commentId, author),
    pullRequestEvent: async (number, action = 'synchronize') => pullRequestEvent(world, pull(number), action),
    mergeGroupEvent: (group) => mergeGroupEvent(world, group),
    pushEvent: (branch, ends) => pushEvent(world, branch, ends),
    workflowDispatchEvent: (inputs, ref) => workflowDispatchEvent(world, inputs, ref),
    injectFault: (fault) => faults.add(fault),
    requests: () => log.counts(),
    requestLog: () => log.all(),
    reset: () =>
      world.exclusively(async () => {
        for (const part of [store, rateLimit, faults, log]) part.reset();
        const refs = await git.refs('refs/');
        const gone = refs.map((ref): [string, undefined] => [ref.name, undefined]);
        await git.moveRefs({ ...Object.fromEntries(gone), [base.heads + base.defaultBranch]: first });
      }),
    async close() {
      await server.close();
      await git.close();
    },
  };
}
