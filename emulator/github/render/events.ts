import { authorOf, tipOf } from '../actions/lookUp.ts';
import type { MergeGroup, PullRequest } from '../entities.ts';
import type { Commit, Signature } from '../git/parseObjects.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { renderCommit } from './commit.ts';
import { isoTime } from './common.ts';
import { renderPullRequest } from './pullRequest.ts';
import { renderRepository } from './repository.ts';
import { renderUser } from './user.ts';

/** The payload of a `pull_request` or `pull_request_target` event, as the runner's event file holds it. */
export async function pullRequestEvent(world: World, pull: PullRequest, action: string): Promise<object> {
  return {
    action,
    number: pull.number,
    pull_request: await renderPullRequest(world, pull),
    ...surroundings(world, pull.user),
  };
}

/** The payload of a `merge_group` event. */
export async function mergeGroupEvent(world: World, group: MergeGroup): Promise<object> {
  const commit = await world.git.commit(group.headSha);
  const head = commit === undefined ? null : renderCommit(world, world.store.base(), commit).commit;
  return {
    action: 'checks_requested',
    merge_group: {
      head_sha: group.headSha,
      head_ref: group.headRef,
      base_sha: group.baseSha,
      base_ref: group.baseRef,
      head_commit:
        head === null ? null : { id: group.headSha, tree_id: head.tree.sha, message: head.message },
    },
    ...surroundings(world, 'github-merge-queue[bot]'),
  };
}

/** The two ends of a push; over: the branch's tip and the commit before it. */
export interface PushEnds {
  readonly before?: string;
  readonly after?: string;
}

/** What an end of a push is when the branch was made or deleted by it. */
const nothing = '0'.repeat(40);

/** Commits that a payload holds. */
const commitsShown = 2048;

/** The payload of a `push` event to a branch of the base repository. */
export async function pushEvent(world: World, branch: string, ends: PushEnds = {}): Promise<object> {
  const { git, store, addresses } = world;
  const base = store.base();
  const after = ends.after ?? (await tipOf(world, base, branch));
  const head = await git.commit(after);
  const before = ends.before ?? head?.parents[0] ?? nothing;
  const created = before === nothing;
  const deleted = after === nothing;
  const forced = !created && !deleted && (await git.mergeBase(before, after)) !== before;
  const pusher = head?.author.name ?? base.owner;
  const html = `${addresses.server}/${fullNameOf(base)}`;
  const range = `${before.slice(0, 12)}...${after.slice(0, 12)}`;
  const commits = await Promise.all(
    (await pushedCommits(world, branch, before, after)).map((oid) => git.commit(oid)),
  );
  return {
    ref: `refs/heads/${branch}`,
    before,
    after,
    created,
    deleted,
    forced,
    base_ref: null,
    compare: `${html}/compare/${created ? branch : range}`,
    commits: commits.flatMap((one) => (one === undefined ? [] : [renderPushed(world, one)])),
    head_commit: head === undefined ? null : renderPushed(world, head),
    pusher: authorOf(pusher),
    ...surroundings(world, pusher),
  };
}

/** The payload of a `workflow_dispatch` event; `ref` is a branch's name, over: the default branch. */
export function workflowDispatchEvent(
  world: World,
  inputs: Readonly<Record<string, string>>,
  ref?: string,
): object {
  const base = world.store.base();
  return {
    inputs: Object.keys(inputs).length === 0 ? null : { ...inputs },
    ref: ref?.startsWith('refs/') === true ? ref : `refs/heads/${ref ?? base.defaultBranch}`,
    workflow: '.github/workflows/pin-gate.yml',
    ...surroundings(world, 'octocat'),
  };
}

/** Oldest first. Of a new branch those that the default branch does not have. */
async function pushedCommits(
  world: World,
  branch: string,
  before: string,
  after: string,
): Promise<readonly string[]> {
  if (after === nothing) return [];
  if (before !== nothing) return world.git.commitsBetween(before, after);
  const base = world.store.base();
  if (branch === base.defaultBranch) return (await world.git.history(after, '', commitsShown)).toReversed();
  return world.git.commitsBetween(await tipOf(world, base, base.defaultBranch), after);
}

/** As the runner's file has it: without the lists of files that a webhook's payload has. */
function renderPushed(world: World, commit: Commit): object {
  const who = ({ name, email }: Signature) => ({ name, email, username: name });
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: isoTime(commit.committer.date),
    url: `${world.addresses.server}/${fullNameOf(world.store.base())}/commit/${commit.oid}`,
    author: who(commit.author),
    committer: who(commit.committer),
  };
}

function surroundings(world: World, sender: string) {
  const base = world.store.base();
  const { login, id, node_id, url } = renderUser(world, base.owner);
  return {
    repository: renderRepository(world, base),
    organization: { login, id, node_id, url },
    sender: renderUser(world, sender),
  };
}
