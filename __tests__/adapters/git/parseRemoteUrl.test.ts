import { describe, expect, it } from '@jest/globals';
import { parseRemoteUrl } from '../../../src/adapters/git/parseRemoteUrl.ts';

describe('parseRemoteUrl', () => {
  it.each([
    ['https://github.com/acme/support.git', 'https://github.com'],
    ['https://github.com/acme/support', 'https://github.com'],
    ['https://github.com/acme/support/', 'https://github.com'],
    ['https://ada:secret@github.com/acme/support.git', 'https://github.com'],
    ['https://github.acme.com:8443/acme/support.git', 'https://github.acme.com:8443'],
    ['http://127.0.0.1:3000/acme/support.git', 'http://127.0.0.1:3000'],
    ['http://github.com/acme/support', 'https://github.com'],
    ['https://www.GitHub.com/acme/support', 'https://github.com'],
    ['git@GitHub.com:acme/support.git', 'https://github.com'],
    ['git@github.com:acme/support.git', 'https://github.com'],
    ['github.com:acme/support', 'https://github.com'],
    ['org-1@github.acme.com:acme/support.git', 'https://github.acme.com'],
    ['ssh://git@github.com/acme/support.git', 'https://github.com'],
    ['ssh://git@ssh.github.com:443/acme/support.git', 'https://github.com'],
    ['ssh://git@github.acme.com:2222/acme/support', 'https://github.acme.com'],
  ])('understands %s', (address, serverUrl) => {
    expect(parseRemoteUrl(address)).toEqual({ serverUrl, owner: 'acme', repo: 'support' });
  });

  it.each([
    '',
    '/srv/git/acme/support.git',
    '../support',
    'C:\\git\\support',
    'C:/git/support',
    'file:///srv/acme/support.git',
    'https://gitlab.com/acme/team/support.git',
    'https://github.com/support',
    'https://github.com/acme/sup port',
    'git@github.com:acme/a b',
    'ext::sh -c x',
  ])('knows no repository on GitHub in %p', (address) => {
    expect(parseRemoteUrl(address)).toBeUndefined();
  });
});
