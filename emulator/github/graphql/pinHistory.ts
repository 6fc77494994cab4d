import { z } from 'zod';
import { authorOf } from '../actions/lookUp.ts';
import { pullRequestsOf } from '../actions/pullRequestsOf.ts';
import type { PullRequest, Repository, Token } from '../entities.ts';
import type { Commit, Signature } from '../git/parseObjects.ts';
import { mayRead, notAccessible } from '../http/access.ts';
import { isoTime } from '../render/common.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { type GraphQLAnswer, type GraphQLError, refused } from './answer.ts';

/** GitHub's `Int` and `GitObjectID` in the variables. */
const variables = z.object({
  owner: z.string(),
  repo: z.string(),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  path: z.string(),
  first: z.number().int(),
});

/** Most items of one connection. */
const longestPage = 100;

/** Pull requests that the query wants of each commit. */
const pullRequestsShown = 10;

/** Bytes of a blob that GraphQL hands out as text. */
const longestText = 512_000;

/** Characters of a headline; beyond them it is cut. */
const longestHeadline = 72;

/** Answers `query PinHistory`: the commits that changed a file, what it was then, and the pull requests. */
export async function answerPinHistory(world: World, token: Token, given: unknown): Promise<GraphQLAnswer> {
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path.join('.') ?? '';
    return refused(`Variable $${name} of PinHistory was provided invalid value`);
  }
  const { owner, repo, commit: oid, path, first } = parsed.data;
  if (first > longestPage) {
    return refused(
      `Requesting ${first} records on the \`history\` connection exceeds the \`first\` limit of ${longestPage} records.`,
    );
  }
  if (first < 0) return refused('`first` on the `history` connection cannot be less than zero.');

  const repository = world.store.repository(`${owner}/${repo}`);
  // What the token may not know of is not there, as in REST.
  if (repository === undefined || !mayRead(token, repository)) {
    const message = `Could not resolve to a Repository with the name '${owner}/${repo}'.`;
    return { data: { repository: null }, errors: [{ type: 'NOT_FOUND', path: ['repository'], message }] };
  }
  if (!mayRead(token, repository, 'contents')) {
    return { data: { repository: { object: null } }, errors: [forbidden(token, ['repository', 'object'])] };
  }
  const object = await world.git.object(oid);
  if (object === undefined) return { data: { repository: { object: null } } };
  // The fragment is on commits; nothing is asked of a tree or a blob.
  if (object.type !== 'commit') return { data: { repository: { object: {} } } };

  const found = await world.git.history(oid, path, first + 1);
  const commits = await Promise.all(found.slice(0, first).map((one) => world.git.commit(one)));
  const withPulls = mayRead(token, repository, 'pull_requests');
  const nodes = await Promise.all(
    commits.flatMap((one) =>
      one === undefined ? [] : [renderNode(world, repository, one, path, withPulls)],
    ),
  );
  const data = {
    repository: { object: { history: { pageInfo: { hasNextPage: found.length > first }, nodes } } },
  };
  if (withPulls) return { data };
  const errors = nodes.map((_, index) =>
    forbidden(token, ['repository', 'object', 'history', 'nodes', index, 'associatedPullRequests']),
  );
  return errors.length === 0 ? { data } : { data, errors };
}

async function renderNode(
  world: World,
  repository: Repository,
  commit: Commit,
  path: string,
  withPulls: boolean,
): Promise<object> {
  const pulls = withPulls ? await pullRequestsOf(world, repository, commit.oid) : undefined;
  return {
    oid: commit.oid,
    committedDate: isoTime(commit.committer.date),
    messageHeadline: headlineOf(commit.message),
    url: `${world.addresses.server}/${fullNameOf(repository)}/commit/${commit.oid}`,
    author: { name: commit.author.name, user: renderAuthor(commit.author) },
    parents: { totalCount: commit.parents.length },
    file: await renderFile(world, commit, path),
    associatedPullRequests:
      pulls === undefined
        ? null
        : {
            nodes: await Promise.all(
              pulls.slice(0, pullRequestsShown).map((pull) => renderPull(world, pull, path)),
            ),
          },
  };
}

/** The account that an address belongs to; nobody's is one that is not GitHub's. */
function renderAuthor({ name, email }: Signature): object | null {
  return email === authorOf(name).email ? { login: name } : null;
}

async function renderPull(world: World, pull: PullRequest, path: string): Promise<object> {
  const base = fullNameOf(world.store.base());
  const merge = pull.merged === undefined ? undefined : await world.git.commit(pull.merged.sha);
  return {
    number: pull.number,
    title: pull.title,
    url: `${world.addresses.server}/${base}/pull/${pull.number}`,
    merged: pull.merged !== undefined,
    mergedAt: pull.merged === undefined ? null : isoTime(pull.merged.at),
    baseRefName: pull.base.ref,
    baseRepository: { nameWithOwner: base },
    // An actor that is a bot has no `[bot]` in its login here, other than in REST.
    author: { login: pull.user.replace(/\[bot\]$/, '') },
    mergeCommit: merge === undefined ? null : await renderMerge(world, merge, path),
  };
}

async function renderMerge(world: World, merge: Commit, path: string): Promise<object> {
  const first = merge.parents[0] === undefined ? undefined : await world.git.commit(merge.parents[0]);
  return {
    oid: merge.oid,
    file: await renderFile(world, merge, path),
    parents: {
      totalCount: merge.parents.length,
      nodes: first === undefined ? [] : [{ oid: first.oid, file: await renderFile(world, first, path) }],
    },
  };
}

async function renderFile(world: World, commit: Commit, path: string): Promise<object | null> {
  const entry = await world.git.entry(commit.tree, path);
  if (entry === undefined) return null;
  const mode = Number.parseInt(entry.mode, 8);
  const object = await world.git.object(entry.oid);
  // A submodule's commit is elsewhere; a folder has none of the fields of a blob.
  if (object === undefined) return { mode, object: null };
  if (object.type !== 'blob') return { mode, object: {} };
  const isBinary = object.content.includes(0);
  const text = isBinary ? null : object.content.subarray(0, longestText).toString('utf8');
  return { mode, object: { text, isBinary, isTruncated: object.content.length > longestText } };
}

function headlineOf(message: string): string {
  const headline = message.split('\n')[0] ?? '';
  const characters = [...headline];
  return characters.length <= longestHeadline
    ? headline
    : `${characters.slice(0, longestHeadline - 3).join('')}…`;
}

function forbidden(token: Token, path: readonly (string | number)[]): GraphQLError {
  return { type: 'FORBIDDEN', path, extensions: { saml_failure: false }, message: notAccessible(token) };
}
