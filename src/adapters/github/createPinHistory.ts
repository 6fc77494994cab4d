import type { PinHistory, PinState } from '../../domain/pinHistory.ts';
import { GateError } from '../../domain/problem.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';
import {
  type HistoryFile,
  type HistoryNode,
  type HistoryPullRequest,
  pinHistoryQuery,
  pinHistorySchema,
} from './pinHistoryQuery.ts';

/** The most states that are told, and the most commits that GitHub lists at once. */
const mostStates = 100;

/** How often it is asked again for what a merge hides. One that needs more has its past end there. */
const mostQueries = 10;

const typeMask = 0o170000;
const regularFile = 0o100000;

/** A state, and what the branch had just before where that is known. */
interface ToldState {
  readonly state: PinState;
  readonly before: { readonly commit: string; readonly bytes: Uint8Array | undefined } | undefined;
}

interface Place {
  readonly repository: string;
  readonly branch: string;
}

/**
 * The past of pins by GitHub's GraphQL API, in one request as a rule.
 *
 * GitHub lists commits of side branches, which the branch never had at its tip: a pull request may say 99 in one commit
 * and 3 in the next. So a commit stands for what the merge of its pull request left, and counts for nothing when its
 * pull requests were merged elsewhere or not at all.
 */
export function createPinHistory(octokit: Octokit, owner: string, repo: string): PinHistory {
  const repository = `${owner}/${repo}`;

  const list = async (path: string, commit: string) => {
    const { data } = await ask(
      {
        purpose: `tell the history of ${path} of ${repository} up to ${commit.slice(0, 10)}`,
        // Two lines, each in backticks of its own once it stands in the sentence.
        permission: 'contents: read` and `pull-requests: read',
      },
      pinHistorySchema,
      async () => ({
        data: await octokit.graphql(pinHistoryQuery, { owner, repo, commit, path, first: mostStates }),
        headers: {},
      }),
    );
    const history = data.repository.object?.history;
    if (history === undefined) {
      throw new GateError(
        `${repository} has no commit ${commit.slice(0, 10)}, so the history of ${path} cannot be told: run this again.`,
      );
    }
    return history;
  };

  return {
    states: async (path, commit, branch) => {
      const states = new Map<string, PinState>();
      let from: string | undefined = commit;
      for (let asked = 0; from !== undefined && asked < mostQueries; asked += 1) {
        const { nodes, pageInfo } = await list(path, from);
        const told = tell(nodes, { repository, branch });
        const gap = findGap(told, pageInfo.hasNextPage);
        for (const { state } of told.slice(0, gap === undefined ? told.length : gap + 1)) {
          if (!states.has(state.commit)) states.set(state.commit, state);
        }
        from = gap === undefined || states.size >= mostStates ? undefined : told[gap]?.before?.commit;
      }
      return [...states.values()].slice(0, mostStates);
    },
  };
}

function tell(nodes: readonly HistoryNode[], place: Place): readonly ToldState[] {
  const told = new Map<string, ToldState>();
  for (const one of nodes.flatMap((node) => tellNode(node, place))) {
    if (!told.has(one.state.commit)) told.set(one.state.commit, one);
  }
  return [...told.values()];
}

function tellNode(node: HistoryNode, place: Place): readonly ToldState[] {
  const pulls = node.associatedPullRequests?.nodes ?? [];
  const merges = pulls.flatMap((pull) => tellMerge(pull, place));
  // A commit of two pull requests came with the one that was merged first. One whose commits came with another one's
  // merge counts as merged in the same second: it is the merge that the branch had at its tip.
  const isMerge = ({ before }: ToldState) => before !== undefined;
  const first = merges.toSorted(
    (a, b) => a.state.at - b.state.at || Number(isMerge(b)) - Number(isMerge(a)),
  )[0];
  if (first !== undefined) return [first];
  if (pulls.length > 0) return [];
  const state: PinState = {
    commit: node.oid,
    at: node.committedDate,
    author: node.author?.user?.login ?? node.author?.name ?? 'unknown',
    pullRequest: undefined,
    bytes: bytesOf(node.file),
  };
  return [{ state, before: undefined }];
}

function tellMerge(pull: HistoryPullRequest, { repository, branch }: Place): readonly ToldState[] {
  const { mergeCommit, mergedAt, number, title, url } = pull;
  const isHere =
    pull.merged &&
    pull.baseRefName === branch &&
    pull.baseRepository?.nameWithOwner.toLowerCase() === repository.toLowerCase();
  if (!isHere || mergeCommit === null || mergedAt === null) return [];
  const [parent] = mergeCommit.parents.nodes;
  const state: PinState = {
    commit: mergeCommit.oid,
    at: mergedAt,
    // GitHub's own name for who is gone.
    author: pull.author?.login ?? 'ghost',
    pullRequest: { number, title, url },
    bytes: bytesOf(mergeCommit.file),
  };
  // With a single parent nothing can be hidden; and what a rebase has there may never have been the branch's tip.
  const isMerge = mergeCommit.parents.totalCount > 1 && parent !== undefined;
  return [{ state, before: isMerge ? { commit: parent.oid, bytes: bytesOf(parent.file) } : undefined }];
}

/**
 * The index of the first state that the next older one in the list does not lead to. The last one of a list that GitHub
 * cut is one if it is a merge: a branch of more commits than are listed at once hides what was before it.
 */
function findGap(told: readonly ToldState[], hasMore: boolean): number | undefined {
  const index = told.findIndex(({ before }, at) => {
    if (before === undefined) return false;
    if (hasMore && at === told.length - 1) return true;
    return !isEqual(before.bytes, told[at + 1]?.state.bytes);
  });
  return index === -1 ? undefined : index;
}

function isEqual(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === undefined || other === undefined ? one === other : Buffer.compare(one, other) === 0;
}

/** A link is no pin, nor is what GitHub does not give whole. */
function bytesOf(file: HistoryFile | null): Uint8Array | undefined {
  const { text, isBinary, isTruncated } = file?.object ?? {};
  const isWhole = isBinary !== true && isTruncated === false;
  if (file === null || typeof text !== 'string' || !isWhole) return undefined;
  return (file.mode & typeMask) === regularFile ? new TextEncoder().encode(text) : undefined;
}
