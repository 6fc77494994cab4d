import type { Change, ChangedFile } from '../../domain/change.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { resolveLocalCommit } from './resolveLocalCommit.ts';
import { gitText, runGit, splitNul } from './runGit.ts';

/**
 * Resolves what a pull request from `head` to `base` would change: the files between their merge base and the
 * head, as GitHub lists them, and the tip of `base` as the commit that judges.
 *
 * @param root any directory inside the repository
 * @param base a branch, tag or commit, `origin/main` say
 * @throws GateError when `root` is in no repository, a name is unknown or the two have no common ancestor
 */
export async function resolveLocalChange(root: string, base: string, head = 'HEAD'): Promise<Change> {
  const baseCommit = await resolveLocalCommit(root, base);
  const headCommit = await resolveLocalCommit(root, head);
  const mergeBase = await findMergeBase(root, { base, baseCommit, head, headCommit });
  const output = await gitText(root, [
    'diff-tree',
    '-r',
    '-z',
    '-M',
    '--no-commit-id',
    '--name-status',
    '--no-ext-diff',
    '--no-textconv',
    mergeBase,
    headCommit,
  ]);
  return {
    kind: 'local',
    base: baseCommit,
    baseName: base,
    head: headCommit,
    files: parseNameStatus(splitNul(output)),
    fromFork: false,
  };
}

async function findMergeBase(
  root: string,
  names: { base: string; baseCommit: string; head: string; headCommit: string },
): Promise<string> {
  const { code, stdout, stderr } = await runGit(root, ['merge-base', names.baseCommit, names.headCommit]);
  if (code === 0) return stdout.toString().trim();
  // Exit code 1 without a word means that there is none.
  if (code !== 1) throw new GateError(`git merge-base failed (exit code ${code}): ${stderr}`);
  const shallow = (await gitText(root, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  throw new GateError(
    shallow
      ? `This clone is shallow: the commit at which ${quote(names.head)} left ${quote(names.base)} is not in it. Run \`git fetch --unshallow\` first (in a workflow: \`fetch-depth: 0\` for actions/checkout).`
      : `${quote(names.head)} and ${quote(names.base)} have no common ancestor, so there is no change between them to judge.`,
  );
}

/** `M NUL path NUL`, `R087 NUL old NUL new NUL`, … (git-diff-tree, "-z"). */
function parseNameStatus(parts: readonly string[]): ChangedFile[] {
  const files: ChangedFile[] = [];
  const rest = parts[Symbol.iterator]();
  const next = (): string => {
    const { value, done } = rest.next();
    if (done === true) throw new GateError('git diff-tree gave a list that ends in the middle of an entry.');
    return value;
  };
  for (let part = rest.next(); part.done !== true; part = rest.next()) {
    const status = part.value;
    switch (status.charAt(0)) {
      case 'A':
        files.push({ path: next(), status: 'added' });
        break;
      case 'D':
        files.push({ path: next(), status: 'removed' });
        break;
      case 'M':
      case 'T':
        files.push({ path: next(), status: 'modified' });
        break;
      case 'R': {
        const previousPath = next();
        files.push({ path: next(), status: 'renamed', previousPath });
        break;
      }
      default:
        throw new GateError(`git diff-tree gave a status that is not known here: ${quote(status)}.`);
    }
  }
  return files;
}
