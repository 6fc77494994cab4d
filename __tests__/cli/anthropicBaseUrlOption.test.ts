import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { anthropicBaseUrlOption } from '../../src/cli/anthropicBaseUrlOption.ts';

function parse(url: string): unknown {
  const command = new Command().exitOverride().addOption(anthropicBaseUrlOption());
  return command.parse(['--anthropic-base-url', url], { from: 'user' }).opts()['anthropicBaseUrl'];
}

describe('--anthropic-base-url', () => {
  it('is an address, or nothing', () => {
    expect(parse('http://127.0.0.1:8080//')).toBe('http://127.0.0.1:8080');
    expect(parse('')).toBe('');
  });

  it.each([
    ['nowhere', 'should be a URL such as https://api.anthropic.com, but it is "nowhere".'],
    ['https://a.test/?x=1', 'should have nothing after its path, but it is "https://a.test/?x=1".'],
    ['https://u:hush@a.test', 'should have no user name and no password in it: pass the key by itself.'],
    ['ftp://u:hush@a.test', 'should have no user name and no password in it: pass the key by itself.'],
  ])('refuses %s, and prints no password', (url, words) => {
    expect(() => parse(url)).toThrow(`--anthropic-base-url (or ANTHROPIC_BASE_URL) ${words}`);
  });
});
