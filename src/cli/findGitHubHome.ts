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
 * The repository that `--repo` names, or else the one that the folder's remote `origin` leads to. The token goes to
 * github.com, or to the server that GITHUB_API_URL or GITHUB_SERVER_URL name: never to one that only the remote does, which
 * whoever made the clone chose.
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
  return { owner: named.owner, repo: named.repo, serverUrl, apiUrl: findApi(serverUrl, env) };
}

function findApi(serverUrl: string, env: Readonly<Record<string, string | undefined>>): string {
  const apiUrl = env['GITHUB_API_URL'];
  if (apiUrl) return apiUrl;
  if (serverUrl === GITHUB) return 'https://api.github.com';
  if (env['GITHUB_SERVER_URL']) return `${serverUrl}/api/v3`;
  throw new GateError(
    `The remote \`origin\` of this folder is on ${quote(serverUrl)}, and the token is sent to no server that you did not name: if that ` +
      `is your GitHub Enterprise Server, set GITHUB_API_URL to ${quote(`${serverUrl}/api/v3`)}.`,
  );
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
