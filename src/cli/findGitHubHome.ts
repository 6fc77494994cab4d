import { readRemote } from '../adapters/git/readRemote.ts';
import type { Home } from '../adapters/github/openPullRequests.ts';
import { GateError } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';

const GITHUB = 'https://github.com';

/** A repository on GitHub, and where its API is. */
export interface GitHubHome extends Home {
  readonly apiUrl: string;
}

/**
 * The repository that `--repo` names, or else the one that the folder's remote `origin` leads to. Its server is that of
 * the remote, or of GITHUB_SERVER_URL; its API that of GITHUB_API_URL, or the server's own.
 *
 * @throws GateError when there is none
 */
export async function findGitHubHome(
  folder: string,
  name: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<GitHubHome> {
  const remote = await readRemote(folder);
  const named = name === undefined ? remote : parseName(name);
  if (named === undefined) {
    throw new GateError(
      'The remote `origin` of this folder leads to no repository on GitHub: run the command in a clone of the repository, or name ' +
        'it with `--repo owner/name`.',
    );
  }
  const serverUrl = (env['GITHUB_SERVER_URL'] || remote?.serverUrl || GITHUB).replace(/\/+$/, '');
  const apiUrl =
    env['GITHUB_API_URL'] || (serverUrl === GITHUB ? 'https://api.github.com' : `${serverUrl}/api/v3`);
  return { owner: named.owner, repo: named.repo, serverUrl, apiUrl };
}

function parseName(name: string): { readonly owner: string; readonly repo: string } {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(name) ?? [];
  if (owner === undefined || repo === undefined) {
    throw new GateError(
      `--repo should be the repository's owner and name, such as acme/support, but it is ${quote(name)}.`,
    );
  }
  return { owner, repo };
}
