import { afterEach, describe, expect, it } from '@jest/globals';
import { createGitHub, type GitHub } from '../../../emulator/github/createGitHub.ts';
import { createOctokit } from '../../../src/adapters/github/createOctokit.ts';
import { createSuggestionThread } from '../../../src/adapters/github/createSuggestionThread.ts';
import type { Suggestion } from '../../../src/domain/suggestionThread.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';

const path = 'prompts/x/pinned-version.yml';
const text = (version: string) => `agent: agent_x\nversion: ${version}\n`;
const suggest = (version: number, line = 2): Suggestion => ({
  ...{ path, line },
  body: `<!-- pin-gate-suggestion -->\nGood.\n\n\`\`\`suggestion\nversion: ${version}\n\`\`\`\n`,
});

let github: GitHub | undefined;
afterEach(async () => {
  await github?.close();
});

async function start() {
  const started = await createGitHub({ files: { [path]: text('1') } });
  github = started;
  await started.commit({ branch: 'change', files: { [path]: text('next') } });
  const { number } = await started.openPullRequest({ head: 'change' });
  const open = (token = started.issueToken(), commentCount = 1) =>
    createSuggestionThread(
      createOctokit(token, { apiUrl: started.url, log: createRecordingLog(), secondMs: 1 }),
      { owner: started.owner, repo: started.repo, number, commentCount },
    );
  return {
    github: started,
    number,
    open,
    head: () => started.branchTip('change'),
    bodies: () => started.reviewComments(number).map(({ body }) => body),
    ids: () => started.reviewComments(number).map(({ id }) => id),
  };
}

describe('createSuggestionThread', () => {
  it('posts a suggestion once, however often it is asked for', async () => {
    const { open, head, ids, bodies } = await start();
    await open().replace(await head(), [suggest(2)]);
    const posted = ids();
    await open().replace(await head(), [suggest(2)]);
    expect(ids()).toEqual(posted);
    expect(bodies()).toEqual([expect.stringContaining('version: 2')]);
  });

  it('deletes it and posts another one when the number changes', async () => {
    const { open, head, ids, bodies } = await start();
    await open().replace(await head(), [suggest(2)]);
    const [first] = ids();
    await open().replace(await head(), [suggest(3)]);
    expect(bodies()).toEqual([expect.stringContaining('version: 3')]);
    expect(ids()).not.toContain(first);
  });

  it('renews one that a push has made outdated', async () => {
    const { github: started, number, open, head, ids } = await start();
    await open().replace(await head(), [suggest(2)]);
    const [first] = ids();
    await started.commit({ branch: 'change', files: { [path]: text('next # soon') } });
    expect(started.reviewComments(number)).toHaveLength(1);
    await open().replace(await head(), [suggest(2)]);
    expect(ids()).toHaveLength(1);
    expect(ids()).not.toContain(first);
  });

  it('deletes one that is no longer wanted, and one that a racing run left twice', async () => {
    const { github: started, number, open, head, ids, bodies } = await start();
    await open().replace(await head(), [suggest(2)]);
    await started.addReviewComment(number, {
      ...{ commitId: await head(), path, line: 2 },
      body: suggest(2).body,
    });
    expect(ids()).toHaveLength(2);
    await open().replace(await head(), [suggest(2)]);
    expect(ids()).toHaveLength(1);
    await open().replace(await head(), []);
    expect(bodies()).toEqual([]);
  });

  it('leaves alone what others wrote, be it with the same mark', async () => {
    const { github: started, number, open, head, bodies } = await start();
    const theirs = { commitId: await head(), path, line: 2 };
    await started.addReviewComment(number, { ...theirs, body: suggest(9).body }, 'mallory');
    await started.addReviewComment(number, { ...theirs, body: 'Why next?' });
    await open().replace(await head(), []);
    expect(bodies()).toHaveLength(2);
  });

  it('asks for nothing when there is nothing to post and nothing to delete', async () => {
    const { github: started, open, head } = await start();
    await open(undefined, 0).replace(await head(), []);
    expect(Object.keys(started.requests()).filter((route) => route.includes('comments'))).toEqual([]);
  });

  it('says which permission is missing', async () => {
    const { github: started, open, head } = await start();
    const token = started.issueToken({ permissions: { pull_requests: 'read', issues: 'read' } });
    await expect(open(token).replace(await head(), [suggest(2)])).rejects.toThrow(/pull-requests: write/);
  });

  it('says so when GitHub does not take the line', async () => {
    const { open, head } = await start();
    await expect(open().replace(await head(), [suggest(2, 40)])).rejects.toThrow();
  });
});
