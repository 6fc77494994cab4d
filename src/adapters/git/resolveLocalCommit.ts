import { distance } from 'fastest-levenshtein';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { gitText, runGit } from './runGit.ts';

/**
 * The full id of a commit of a local repository.
 *
 * @param root any directory inside the repository
 * @param name a branch, tag or commit, `origin/main` say
 * @throws GateError when `root` is in no repository or the name is unknown
 */
export async function resolveLocalCommit(root: string, name: string): Promise<string> {
  await assertRepository(root);
  const { code, stdout } = await runGit(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name}^{commit}`,
  ]);
  if (code === 0) return stdout.toString().trim();
  throw new GateError(`git knows no commit by the name ${quote(name)}. ${await suggest(root, name)}`);
}

async function assertRepository(root: string): Promise<void> {
  const { code, stderr } = await runGit(root, ['rev-parse', '--git-dir']);
  if (code === 0) return;
  throw new GateError(
    /not a git repository/.test(stderr)
      ? `${root} is not in a git repository. Run the command inside the repository that has the pins.`
      : `git could not open a repository in ${root}: ${stderr}`,
  );
}

/** Names that look like the one that was asked for, nearest first. */
async function suggest(root: string, name: string): Promise<string> {
  const refs = (
    await gitText(root, [
      'for-each-ref',
      '--format=%(refname:short)',
      'refs/heads',
      'refs/remotes',
      'refs/tags',
    ])
  )
    .split('\n')
    .filter((ref) => ref !== '');
  const similar = refs
    .map((ref) => ({ ref, away: ref.endsWith(`/${name}`) ? 0 : distance(ref, name) }))
    .filter(({ ref, away }) => away <= Math.max(2, ref.length / 3))
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ ref }) => `\`${ref}\``);
  if (similar.length > 0) return `Did you mean ${similar.join(' or ')}?`;
  const remote = /^([^/]+)\/(.+)$/.exec(name);
  return remote === null
    ? 'Name a branch, a tag or a commit, such as `origin/main`.'
    : `If it is a branch of the remote, fetch it first: \`git fetch ${remote[1] ?? ''} ${remote[2] ?? ''}\`.`;
}
