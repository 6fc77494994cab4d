import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findGitHubHome } from '../../src/cli/findGitHubHome.ts';
import { createTempGit, type TempGit } from '../helpers/createTempGit.ts';

let clone: TempGit;
beforeEach(() => {
  clone = createTempGit();
});
afterEach(() => clone.remove());

const find = (origin: string, env: Record<string, string> = {}, name?: string) => {
  if (origin !== '') clone.git('remote', 'add', 'origin', origin);
  return findGitHubHome(clone.root, name, env);
};

describe('findGitHubHome', () => {
  it('follows the remote to github.com', async () => {
    expect(await find('git@github.com:acme/support.git')).toEqual({
      ...{ owner: 'acme', repo: 'support', serverUrl: 'https://github.com' },
      apiUrl: 'https://api.github.com',
    });
  });

  it('takes a repository that is named, remote or not', async () => {
    expect(await find('', {}, 'acme/other')).toMatchObject({
      ...{ owner: 'acme', repo: 'other', apiUrl: 'https://api.github.com' },
    });
  });

  it.each([
    ['GITHUB_API_URL', 'https://ghe.acme.com/api/v3'],
    ['GITHUB_SERVER_URL', 'https://ghe.acme.com'],
  ])('goes to a server that %s names', async (name, value) => {
    expect(await find('git@ghe.acme.com:acme/support.git', { [name]: value })).toEqual({
      ...{ owner: 'acme', repo: 'support', serverUrl: 'https://ghe.acme.com' },
      apiUrl: 'https://ghe.acme.com/api/v3',
    });
  });

  it('sends the token to no server that only the remote names', async () => {
    await expect(find('https://gitlab.example/acme/support.git')).rejects.toThrow(
      'The remote `origin` of this folder is on "https://gitlab.example", and the token is sent to no server that you did not name: if ' +
        'that is your GitHub Enterprise Server, set GITHUB_API_URL to "https://gitlab.example/api/v3".',
    );
  });
});
