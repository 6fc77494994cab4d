import { pullRequestsOf } from '../actions/pullRequestsOf.ts';
import type { Repository } from '../entities.ts';
import type { Commit } from '../git/parseObjects.ts';
import { page, paginate } from '../http/paginate.ts';
import { notFound, Problem } from '../http/problem.ts';
import { accepts, json, type Route, raw, route } from '../http/route.ts';
import { renderCommit } from '../render/commit.ts';
import { renderDiffEntry } from '../render/diffEntry.ts';
import { renderPullRequestSimple } from '../render/pullRequest.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { resolveCommit } from './resolveCommit.ts';

/** The empty tree, which git knows without storing it: what the first commit is compared with. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Commits of a list, on all its pages. */
const commitsListed = 100_000;

/** Files that a comparison lists; there is no second page of them. */
const filesCompared = 300;

/** Commits and what lies between two of them. */
export const commitRoutes: readonly Route[] = [
  route('get', '/repos/{owner}/{repo}/commits', {
    docs: 'commits/commits#list-commits',
    needs: [['contents', 'read']],
    async handle(request) {
      const { world, repository } = request;
      const head = await resolveCommit(world, repository, request.query('sha') || repository.defaultBranch);
      if (head === undefined) throw notFound();
      const path = (request.query('path') ?? '').replace(/\/+$/, '');
      const oids = await world.git.history(head.oid, path, commitsListed);
      const { items, link } = paginate(request, oids);
      const commits = await Promise.all(items.map((oid) => world.git.commit(oid)));
      return json(
        commits.flatMap((one) => (one === undefined ? [] : [renderCommit(world, repository, one)])),
        { headers: link === undefined ? {} : { link } },
      );
    },
  }),

  // Before the one for a single commit, whose name may hold a slash.
  route('get', '/repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
    docs: 'commits/commits#list-pull-requests-associated-with-a-commit',
    needs: [['pull_requests', 'read']],
    async handle(request) {
      const { world, repository } = request;
      const sha = request.param('commit_sha');
      const commit = await resolveCommit(world, repository, sha);
      if (commit === undefined) throw new Problem(422, `No commit found for SHA: ${sha}`);
      const pulls = await pullRequestsOf(world, repository, commit.oid);
      return page(request, pulls, (pull) => renderPullRequestSimple(world, pull));
    },
  }),

  route('get', '/repos/{owner}/{repo}/commits/{ref}', {
    docs: 'commits/commits#get-a-commit',
    needs: [['contents', 'read']],
    async handle(request) {
      const { world, repository } = request;
      const ref = request.param('ref');
      const commit = await resolveCommit(world, repository, ref);
      if (commit === undefined) throw new Problem(422, `No commit found for SHA: ${ref}`);
      if (accepts(request, 'sha'))
        return raw(Buffer.from(commit.oid), 'application/vnd.github.sha; charset=utf-8', commit.oid);
      const files = await world.git.diff(commit.parents[0] ?? emptyTree, commit.oid);
      const additions = files.reduce((sum, file) => sum + file.additions, 0);
      const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
      const { items, link } = paginate(request, files.slice(0, world.limits.pullRequestFiles));
      return json(
        {
          ...renderCommit(world, repository, commit),
          stats: { additions, deletions, total: additions + deletions },
          files: items.map((file) => renderDiffEntry(world, repository, commit.oid, file)),
        },
        { headers: link === undefined ? {} : { link } },
      );
    },
  }),

  route('get', '/repos/{owner}/{repo}/compare/{basehead}', {
    docs: 'commits/commits#compare-two-commits',
    needs: [['contents', 'read']],
    async handle(request) {
      const { world, repository } = request;
      const basehead = request.param('basehead');
      const [baseName, headName] = basehead.split('...');
      const base = await side(world, repository, baseName);
      const head = await side(world, repository, headName);
      const mergeBase =
        base && head
          ? await world.git.commit((await world.git.mergeBase(base.oid, head.oid)) ?? '')
          : undefined;
      if (base === undefined || head === undefined || mergeBase === undefined) throw notFound();

      const [ahead, behind, files] = await Promise.all([
        world.git.commitsBetween(base.oid, head.oid),
        world.git.commitsBetween(head.oid, base.oid),
        world.git.diff(mergeBase.oid, head.oid),
      ]);
      const { items, link } = paginate(request, ahead);
      const commits = await Promise.all(items.map((oid) => world.git.commit(oid)));
      const html = `${world.addresses.server}/${fullNameOf(repository)}/compare/${basehead}`;
      return json(
        {
          url: `${world.addresses.api}/repos/${fullNameOf(repository)}/compare/${basehead}`,
          html_url: html,
          permalink_url: html,
          diff_url: `${html}.diff`,
          patch_url: `${html}.patch`,
          base_commit: renderCommit(world, repository, base),
          merge_base_commit: renderCommit(world, repository, mergeBase),
          status: statusOf(ahead.length, behind.length),
          ahead_by: ahead.length,
          behind_by: behind.length,
          total_commits: ahead.length,
          commits: commits.flatMap((one) =>
            one === undefined ? [] : [renderCommit(world, repository, one)],
          ),
          files: files
            .slice(0, filesCompared)
            .map((file) => renderDiffEntry(world, repository, head.oid, file)),
        },
        { headers: link === undefined ? {} : { link } },
      );
    },
  }),
];

/** One end of a comparison: a ref of the repository, or `owner:branch` of a fork. */
async function side(
  world: World,
  repository: Repository,
  name: string | undefined,
): Promise<Commit | undefined> {
  if (name === undefined || name === '') return undefined;
  const [owner, ref] = name.includes(':') ? name.split(':', 2) : [repository.owner, name];
  const holder =
    owner === repository.owner ? repository : world.store.repositories.find((one) => one.owner === owner);
  return holder === undefined || ref === undefined ? undefined : resolveCommit(world, holder, ref);
}

function statusOf(ahead: number, behind: number): 'diverged' | 'ahead' | 'behind' | 'identical' {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
