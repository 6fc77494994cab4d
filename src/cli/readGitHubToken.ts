import { GateError } from '../domain/problem.ts';

/**
 * The token of GITHUB_TOKEN or GH_TOKEN: one that was an option would stand in the shell's history.
 *
 * @throws GateError when there is none
 */
export function readGitHubToken(env: Readonly<Record<string, string | undefined>>): string {
  const token = env['GITHUB_TOKEN']?.trim() || env['GH_TOKEN']?.trim() || '';
  if (token !== '') return token;
  throw new GateError(
    'Neither GITHUB_TOKEN nor GH_TOKEN is set, so nothing can be asked of GitHub: set one to a token with `contents: write` and ' +
      '`pull-requests: write`. With the GitHub CLI: `GH_TOKEN=$(gh auth token) pin-gate rollback …`.',
  );
}
