import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createGitHub, type GitHub } from '../../../emulator/github/createGitHub.ts';
import { assertCurrent } from '../../../src/adapters/github/assertCurrent.ts';
import { createOctokit } from '../../../src/adapters/github/createOctokit.ts';
import { HeadMovedError } from '../../../src/domain/headMoved.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';

let github: GitHub;
beforeAll(async () => {
  github = await createGitHub({ repo: 'agents', files: { 'x.txt': '1' }, private: true });
});
beforeEach(() => github.reset());
afterAll(() => github.close());

async function propose() {
  await github.commit({ branch: 'try', files: { 'x.txt': '2' } });
  const { number } = await github.openPullRequest({ head: 'try' });
  const head = await github.branchTip('try');
  const octokit = createOctokit(github.issueToken(), {
    apiUrl: github.url,
    log: createRecordingLog(),
    secondMs: 1,
  });
  return {
    number,
    head,
    assert: () => assertCurrent(octokit, { owner: github.owner, repo: github.repo }, { number, head }),
  };
}

describe('assertCurrent', () => {
  it('is content with the newest head of an open pull request', async () => {
    const { assert } = await propose();
    await expect(assert()).resolves.toBeUndefined();
  });

  it('refuses an older head', async () => {
    const { assert } = await propose();
    await github.commit({ branch: 'try', files: { 'x.txt': '3' } });
    await expect(assert()).rejects.toThrow(HeadMovedError);
  });

  it('refuses a pull request that was merged or closed', async () => {
    const { number, assert } = await propose();
    await github.mergePullRequest(number);
    await expect(assert()).rejects.toThrow('Pull request #1 is closed by now, so no version is made for it');
  });
});
