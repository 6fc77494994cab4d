import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffBlobs, type Hunk } from './diffBlobs.ts';
import { type DiffFile, diffTrees } from './diffTrees.ts';
import { type ListedEntry, listTree } from './listTree.ts';
import { type GitObject, openObjectReader } from './objectReader.ts';
import { type Commit, parseCommit, parseTree, type TreeEntry } from './parseObjects.ts';
import { remember } from './remember.ts';
import { GitFailure, isolatedEnvironment, runGit } from './runGit.ts';
import { type CommitPlan, writeCommit } from './writeCommit.ts';

/** A tag, branch or pull request ref and the commit it points to. */
export interface Ref {
  readonly name: string;
  readonly oid: string;
}

export interface MergePlan {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Milliseconds since the epoch. */
  readonly date: number;
}

/** A real bare git repository in a temporary folder, with the reads and writes that the emulator needs. */
export interface GitRepository {
  readonly gitDir: string;
  /** `name` is a 40-digit oid or a full ref name (`refs/heads/main`); undefined when there is none. */
  object(name: string): Promise<GitObject | undefined>;
  /** The commit that `name` is, or that a ref or an annotated tag leads to. */
  commit(name: string): Promise<Commit | undefined>;
  /** What is at `path` in a tree, symbolic links not followed; the empty path is the tree itself. */
  entry(tree: string, path: string): Promise<TreeEntry | undefined>;
  list(tree: string, recursive: boolean): Promise<readonly ListedEntry[]>;
  refs(prefix: string): Promise<readonly Ref[]>;
  mergeBase(one: string, other: string): Promise<string | undefined>;
  diff(before: string, after: string): Promise<readonly DiffFile[]>;
  /**
   * What turns a blob into another (undefined: nothing at all), with three lines of context as a pull request
   * shows it, or without.
   */
  hunks(before: string | undefined, after: string | undefined, context: boolean): Promise<readonly Hunk[]>;
  /** The commits that `head` has and `base` has not, oldest first. */
  commitsBetween(base: string, head: string): Promise<readonly string[]>;
  /**
   * The commits before and including `head` that made `path` what it is there, newest first, `count` at most:
   * `git log -- <path>` with its simplification, which passes over a merge that took the file as it was on one
   * side, and over what the other side did to it.
   */
  history(head: string, path: string, count: number): Promise<readonly string[]>;
  /** The tree that merging the two commits gives; undefined when they conflict. */
  mergedTree(ours: string, theirs: string): Promise<string | undefined>;
  write(plan: CommitPlan): Promise<string>;
  writeMerge(plan: MergePlan): Promise<string>;
  /** Moves refs, all or none; undefined deletes. */
  moveRefs(refs: Readonly<Record<string, string | undefined>>): Promise<void>;
  /** Ends git and removes the folder. */
  close(): Promise<void>;
}

/** Makes an empty repository whose HEAD is `defaultBranch`. */
export async function openRepository(defaultBranch: string): Promise<GitRepository> {
  const home = await mkdtemp(join(tmpdir(), 'github-emulator-'));
  const gitDir = join(home, 'repository.git');
  const globalConfig = join(home, 'gitconfig');
  await writeFile(globalConfig, '');
  const place = { gitDir, env: isolatedEnvironment(home, globalConfig) };
  try {
    // An empty template: no hooks, no samples. `--initial-branch` would need git 2.28; HEAD is one line.
    await runGit(place, ['init', '--quiet', '--bare', '--template=', gitDir]);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
  await writeFile(join(gitDir, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`);
  const reader = openObjectReader(place);

  const treeEntries = remember(async (oid: string) => {
    const object = await reader.read(oid);
    return object?.type === 'tree' ? parseTree(object.content) : [];
  });

  const mergeBase = remember(async (one: string, other: string) => {
    try {
      return (await runGit(place, ['merge-base', one, other])).toString('latin1').trim();
    } catch (error) {
      // Exit code 1 without a word: the two have no common ancestor.
      if (error instanceof GitFailure && error.status === 1) return undefined;
      throw error;
    }
  });

  /** git can compare blobs only; the one without content has to be there for it. */
  const emptyBlob = remember(async () =>
    (await runGit(place, ['hash-object', '-w', '--stdin'])).toString('latin1').trim(),
  );

  const hunks = remember((before: string, after: string, context: boolean) =>
    diffBlobs(place, before, after, context ? 3 : 0),
  );

  async function object(name: string): Promise<GitObject | undefined> {
    return isObjectName(name) ? reader.read(name) : undefined;
  }

  async function commit(name: string): Promise<Commit | undefined> {
    const found = isObjectName(name) ? await reader.read(`${name}^{commit}`) : undefined;
    return found === undefined ? undefined : parseCommit(found.oid, found.content);
  }

  return {
    gitDir,
    object,
    commit,
    async entry(tree, path) {
      let entry: TreeEntry | undefined = { mode: '040000', name: '', oid: tree };
      for (const name of path.split('/').filter((part) => part !== '')) {
        if (entry?.mode !== '040000') return undefined;
        entry = (await treeEntries(entry.oid)).find((child) => child.name === name);
      }
      return entry;
    },
    list: remember((tree: string, recursive: boolean) => listTree(place, tree, { recursive })),
    async refs(prefix) {
      const output = await runGit(place, ['for-each-ref', '--format=%(objectname) %(refname)']);
      return output
        .toString('utf8')
        .split('\n')
        .map((line) => ({ oid: line.slice(0, 40), name: line.slice(41) }))
        .filter((ref) => ref.name !== '' && ref.name.startsWith(prefix));
    },
    mergeBase,
    diff: remember((before: string, after: string) => diffTrees(place, before, after)),
    hunks: async (before, after, context) =>
      hunks(before ?? (await emptyBlob()), after ?? (await emptyBlob()), context),
    commitsBetween: remember(async (base: string, head: string) => {
      const output = await runGit(place, ['rev-list', '--reverse', '--topo-order', head, `^${base}`]);
      return output.toString('latin1').split('\n').filter(Boolean);
    }),
    async history(head, path, count) {
      // Literal: a star in a path is a star. No path is the whole history.
      const only = path === '' ? [] : [path];
      const list = ['--literal-pathspecs', 'rev-list', `--max-count=${count}`, head, '--', ...only];
      return (await runGit(place, list)).toString('latin1').split('\n').filter(Boolean);
    },
    mergedTree: remember(async (ours: string, theirs: string) => {
      const base = await mergeBase(ours, theirs);
      // Nothing to merge when one follows the other, which is nearly always: no recent git is needed then.
      if (base === ours) return (await commit(theirs))?.tree;
      if (base === theirs) return (await commit(ours))?.tree;
      try {
        const output = await runGit(place, ['merge-tree', '--write-tree', ours, theirs]);
        return output.toString('latin1').slice(0, 40);
      } catch (error) {
        if (error instanceof GitFailure && error.status === 1) return undefined;
        throw new Error('Merging two branches that have diverged needs git 2.38 or newer.', { cause: error });
      }
    }),
    write: (plan) => writeCommit(place, plan),
    async writeMerge(plan) {
      const parents = plan.parents.flatMap((parent) => ['-p', parent]);
      const date = `${Math.floor(plan.date / 1000)} +0000`;
      const output = await runGit(place, ['commit-tree', ...parents, plan.tree], {
        input: plan.message,
        env: {
          GIT_AUTHOR_NAME: plan.author.name,
          GIT_AUTHOR_EMAIL: plan.author.email,
          GIT_AUTHOR_DATE: date,
          GIT_COMMITTER_DATE: date,
        },
      });
      return output.toString('latin1').trim();
    },
    async moveRefs(refs) {
      const commands = Object.entries(refs).map(([name, oid]) =>
        oid === undefined ? `delete ${name}\n` : `update ${name} ${oid}\n`,
      );
      await runGit(place, ['update-ref', '--stdin'], { input: commands.join('') });
    },
    async close() {
      await reader.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Whether a name from a request may be handed to git: a full oid or a full ref, and no revision syntax
 * (`main~1`, `main:path`), which GitHub does not accept either.
 */
function isObjectName(name: string): boolean {
  // The class holds what git forbids in a ref: control characters, space, ~ ^ : ? * [ and \.
  return (
    /^[0-9a-f]{40}$/.test(name) || (/^refs\/[^\0-\x20\x7f~^:?*[\\]+$/.test(name) && !/\.\.|@\{/.test(name))
  );
}
