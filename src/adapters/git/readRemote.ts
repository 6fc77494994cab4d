import { parseRemoteUrl, type Remote } from './parseRemoteUrl.ts';
import { runGit } from './runGit.ts';

/**
 * The repository on GitHub that a local one was cloned from, by its remote `origin`; undefined where there is no such
 * remote, or it is somewhere else.
 *
 * @param root any directory inside the repository
 */
export async function readRemote(root: string): Promise<Remote | undefined> {
  const { code, stdout } = await runGit(root, ['config', '--get', 'remote.origin.url']);
  return code === 0 ? parseRemoteUrl(stdout.toString().trim()) : undefined;
}
