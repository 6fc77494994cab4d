import type { PinHistory, PinState } from '../../domain/pinHistory.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { createGitRepository } from './createGitRepository.ts';
import { readRemote } from './readRemote.ts';
import { gitText } from './runGit.ts';

/** The most states that are told. */
const mostStates = 100;

interface Entry {
  readonly commit: string;
  readonly at: number;
  readonly author: string;
  readonly subject: string;
}

/**
 * The past of pins from a local git repository: the commits that the branch itself had at its tip, which is the way of
 * the first parents. The author is a name rather than a login, and a pull request is known by what GitHub writes into
 * the subject of the commit that merges it.
 *
 * @param root any directory inside the repository
 */
export function createGitHistory(root: string): PinHistory {
  const repository = createGitRepository(root);

  const readFile = async (commit: string, path: string): Promise<Uint8Array | undefined> => {
    try {
      return await repository.read(commit, path);
    } catch (error) {
      // A link or a folder stood there.
      if (error instanceof GateError) return undefined;
      throw error;
    }
  };

  return {
    states: async (path, commit) => {
      const [entries, remote] = await Promise.all([listEntries(root, path, commit), readRemote(root)]);
      const pulls =
        remote === undefined ? undefined : `${remote.serverUrl}/${remote.owner}/${remote.repo}/pull`;
      return Promise.all(
        entries.map(async ({ subject, ...entry }): Promise<PinState> => {
          const number = findPullRequest(subject);
          const url = pulls === undefined || number === undefined ? '' : `${pulls}/${number}`;
          return {
            ...entry,
            pullRequest: number === undefined ? undefined : { number, title: withoutNumber(subject), url },
            bytes: await readFile(entry.commit, path),
          };
        }),
      );
    },
  };
}

async function listEntries(root: string, path: string, commit: string): Promise<readonly Entry[]> {
  // A name could be an option.
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
    throw new GateError(`Expected the full id of a commit, got ${quote(commit)}.`);
  }
  const toTop = (await gitText(root, ['rev-parse', '--show-cdup'])).trim();
  // Not `git log`, which settings may make follow renames, or run gpg.
  const output = await gitText(root, [
    'rev-list',
    '--first-parent',
    `--max-count=${mostStates}`,
    '--encoding=UTF-8',
    '--format=%H%x00%ct%x00%an%x00%s',
    commit,
    '--',
    `${toTop}${path}`,
  ]);
  return output
    .split('\n')
    .filter((line) => line.includes('\0'))
    .map(parseEntry);
}

function parseEntry(line: string): Entry {
  const [commit, seconds, author, subject] = line.split('\0');
  if (commit === undefined || seconds === undefined || author === undefined || subject === undefined) {
    throw new GateError(`git rev-list gave a line that is not in its format: ${quote(line)}.`);
  }
  return { commit, at: Number(seconds) * 1000, author, subject };
}

/** The number in what GitHub writes: `Merge pull request #7 from …`, and `… (#7)` for what it squashes or rebases. */
function findPullRequest(subject: string): number | undefined {
  const [, merged, squashed] = /^Merge pull request #(\d{1,9}) from |\(#(\d{1,9})\)$/.exec(subject) ?? [];
  const number = merged ?? squashed;
  return number === undefined ? undefined : Number(number);
}

/** The title that was squashed: the number stands beside it. */
function withoutNumber(subject: string): string {
  return subject.replace(/ \(#\d{1,9}\)$/, '');
}
