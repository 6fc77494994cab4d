import { z } from 'zod';
import { mergePullRequest } from '../actions/mergePullRequest.ts';
import { changePullRequest, openPullRequest } from '../actions/openPullRequest.ts';
import { pullRequestDiff } from '../actions/pullRequestDiff.ts';
import type { PullRequest } from '../entities.ts';
import { page } from '../http/paginate.ts';
import { invalid, Problem } from '../http/problem.ts';
import { readBody } from '../http/readBody.ts';
import { type ApiRequest, json, type Route, route } from '../http/route.ts';
import { renderDiffEntry } from '../render/diffEntry.ts';
import { renderPullRequest, renderPullRequestSimple } from '../render/pullRequest.ts';
import { fullNameOf } from '../store.ts';
import { pullOf, requireBase } from './pullOf.ts';

const read = ['pull_requests', 'read'] as const;
const write = ['pull_requests', 'write'] as const;

const opening = z.object({
  title: z.string().optional(),
  head: z.string(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().optional(),
  maintainer_can_modify: z.boolean().optional(),
});

const change = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
});

const merge = z.object({
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).optional(),
});

/** Pull requests: they are all in the base repository. */
export const pullRoutes: readonly Route[] = [
  route('get', '/repos/{owner}/{repo}/pulls', {
    docs: 'pulls/pulls#list-pull-requests',
    needs: [read],
    handle: (request) =>
      page(request, selectPulls(request), (pull) => renderPullRequestSimple(request.world, pull)),
  }),

  route('post', '/repos/{owner}/{repo}/pulls', {
    docs: 'pulls/pulls#create-a-pull-request',
    needs: [write],
    async handle(request) {
      const { world } = request;
      requireBase(request);
      if (request.token?.kind === 'installation' && !world.settings.allowActionsToCreatePullRequests) {
        throw new Problem(403, 'GitHub Actions is not permitted to create or approve pull requests.');
      }
      const body = await readBody(request, opening);
      const [owner, branch] = body.head.includes(':') ? body.head.split(':', 2) : [undefined, body.head];
      const source =
        owner === undefined
          ? request.repository
          : world.store.repositories.find((one) => one.owner.toLowerCase() === owner.toLowerCase());
      if (source === undefined || branch === undefined) {
        throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
      }
      const pull = await openPullRequest(world, {
        head: branch,
        headRepository: fullNameOf(source),
        base: body.base,
        draft: body.draft ?? false,
        maintainerCanModify: body.maintainer_can_modify ?? true,
        ...(body.title === undefined ? {} : { title: body.title }),
        ...(typeof body.body === 'string' ? { body: body.body } : {}),
        ...(request.token === undefined ? {} : { user: request.token.login }),
      });
      const rendered = await renderPullRequest(world, pull);
      return json(rendered, { status: 201, headers: { location: rendered.url } });
    },
  }),

  route('get', '/repos/{owner}/{repo}/pulls/{pull_number}', {
    docs: 'pulls/pulls#get-a-pull-request',
    needs: [read],
    handle: async (request) => json(await renderPullRequest(request.world, pullOf(request))),
  }),

  route('patch', '/repos/{owner}/{repo}/pulls/{pull_number}', {
    docs: 'pulls/pulls#update-a-pull-request',
    needs: [write],
    async handle(request) {
      const pull = pullOf(request);
      await changePullRequest(request.world, pull, await readBody(request, change));
      return json(await renderPullRequest(request.world, pull));
    },
  }),

  route('put', '/repos/{owner}/{repo}/pulls/{pull_number}/merge', {
    docs: 'pulls/pulls#merge-a-pull-request',
    needs: [['contents', 'write']],
    async handle(request) {
      const pull = pullOf(request);
      const body = await readBody(request, merge);
      if (body.merge_method === 'rebase') {
        throw new Problem(405, 'Rebase merges are not allowed on this repository.');
      }
      const sha = await mergePullRequest(request.world, pull, {
        method: body.merge_method,
        sha: body.sha,
        title: body.commit_title,
        message: body.commit_message,
        user: request.token?.login,
      });
      return json({ sha, merged: true, message: 'Pull Request successfully merged' });
    },
  }),

  route('get', '/repos/{owner}/{repo}/pulls/{pull_number}/files', {
    docs: 'pulls/pulls#list-pull-requests-files',
    needs: [read],
    async handle(request) {
      const { world, repository } = request;
      const pull = pullOf(request);
      const files = await pullRequestDiff(world, pull);
      return page(request, files.slice(0, world.limits.pullRequestFiles), (file) =>
        renderDiffEntry(world, repository, pull.head.sha, file),
      );
    },
  }),
];

/** Newest first, as `state`, `head` (`owner:branch`), `base` and `direction` ask. */
function selectPulls(request: ApiRequest): PullRequest[] {
  const { store } = request.world;
  if (request.repository !== store.base()) return [];
  const state = request.query('state') ?? 'open';
  const head = request.query('head');
  const base = request.query('base');
  const selected = store.pullRequests.filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      (base === undefined || pull.base.ref === base) &&
      (head === undefined || `${pull.head.repository.split('/')[0]}:${pull.head.ref}` === head),
  );
  return request.query('direction') === 'asc' ? selected : selected.reverse();
}
