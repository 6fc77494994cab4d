import { getOctokit } from '@actions/github';
import { afterEach } from '@jest/globals';
import { createGitHub, type GitHub, type GitHubOptions } from '../../../emulator/github/createGitHub.ts';
import type { TokenOptions } from '../../../emulator/github/store.ts';

const running: GitHub[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((github) => github.close()));
});

/** 2026-08-01T00:00:00Z, and it stays there unless a test moves it. */
export const start = Date.UTC(2026, 7, 1);

/** An emulator that ends with the test, in a repository named acme/agents. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const github = await createGitHub({
    repo: 'agents',
    clock: { now: () => start },
    files: { 'pin.yml': 'agent: agent_1\nversion: 1\n', 'docs/readme.md': 'Hello\n' },
    ...options,
  });
  running.push(github);
  return github;
}

export const repo = { owner: 'acme', repo: 'agents' } as const;

/** The real client, as a workflow has it. */
export function octokitOf(github: GitHub, token: TokenOptions = {}) {
  return getOctokit(github.issueToken(token), { baseUrl: github.url });
}

/** A request without the client's help. */
export function ask(
  github: GitHub,
  path: string,
  options: { token?: string; method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Response> {
  const { token, method = 'GET', headers = {}, body } = options;
  return fetch(github.url + path, {
    method,
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** What a failed call of the client says: its status and GitHub's message. */
export async function refusal(call: Promise<unknown>): Promise<{ status: unknown; message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && 'status' in error) return { status: error.status, message: error.message };
    throw error;
  }
  throw new Error('the call went through');
}

/** Opens a pull request with these changes; its number is 1 when it is the first. */
export async function openBump(
  github: GitHub,
  files: Record<string, string | null> = { 'pin.yml': 'agent: agent_1\nversion: 2\n' },
) {
  await github.commit({ branch: 'bump', files });
  return github.openPullRequest({ head: 'bump', title: 'Promote version 2' });
}
