import { describe, expect, it } from '@jest/globals';
import { openBump, startGitHub } from './startGitHub.ts';

const zeros = '0'.repeat(40);

describe('the event of a push', () => {
  it('is what the runner would write', async () => {
    const github = await startGitHub({ private: true });
    const before = await github.branchTip('main');
    const after = await github.commit({
      branch: 'main',
      files: { 'pin.yml': '2' },
      author: 'ada',
      message: 'Bump',
    });
    const commit = {
      id: after,
      tree_id: expect.stringMatching(/^[0-9a-f]{40}$/),
      distinct: true,
      message: 'Bump',
      timestamp: '2026-08-01T00:00:00Z',
      url: `${github.serverUrl}/acme/agents/commit/${after}`,
      author: { name: 'ada', email: 'ada@users.noreply.github.com', username: 'ada' },
      committer: { name: 'ada', email: 'ada@users.noreply.github.com', username: 'ada' },
    };
    expect(await github.pushEvent('main')).toEqual({
      ref: 'refs/heads/main',
      before,
      after,
      created: false,
      deleted: false,
      forced: false,
      base_ref: null,
      compare: `${github.serverUrl}/acme/agents/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
      commits: [commit],
      head_commit: commit,
      pusher: { name: 'ada', email: 'ada@users.noreply.github.com' },
      repository: expect.objectContaining({
        full_name: 'acme/agents',
        private: true,
        default_branch: 'main',
      }),
      organization: expect.objectContaining({ login: 'acme' }),
      sender: expect.objectContaining({ login: 'ada', type: 'User' }),
    });
  });

  it('has all commits that came, those of a merged branch too, oldest first', async () => {
    const github = await startGitHub();
    const before = await github.branchTip('main');
    const { head } = await openBump(github);
    const merge = await github.mergePullRequest(1);
    expect(await github.pushEvent('main')).toMatchObject({
      before,
      after: merge,
      commits: [{ id: head.sha }, { id: merge }],
    });
  });

  it('can be of any two commits, a forced one among them', async () => {
    const github = await startGitHub();
    const first = await github.branchTip('main');
    const one = await github.commit({ branch: 'main', files: { a: '1' } });
    const two = await github.commit({ branch: 'main', files: { a: '2' } });
    expect(await github.pushEvent('main', { before: first })).toMatchObject({
      commits: [{ id: one }, { id: two }],
      forced: false,
    });
    const other = await github.commit({ branch: 'main', from: first, files: { a: '3' } });
    expect(await github.pushEvent('main', { before: two })).toMatchObject({
      before: two,
      after: other,
      forced: true,
      commits: [{ id: other }],
    });
  });

  it('says when the branch was made or deleted by it', async () => {
    const github = await startGitHub();
    const tip = await github.commit({ branch: 'new', files: { a: '1' } });
    expect(await github.pushEvent('new', { before: zeros })).toMatchObject({
      before: zeros,
      after: tip,
      created: true,
      deleted: false,
      forced: false,
      commits: [{ id: tip }],
      compare: `${github.serverUrl}/acme/agents/compare/new`,
    });
    expect(await github.pushEvent('new', { before: tip, after: zeros })).toMatchObject({
      after: zeros,
      created: false,
      deleted: true,
      commits: [],
      head_commit: null,
    });
    expect(await github.pushEvent('main')).toMatchObject({ before: zeros, created: true });
  });
});

describe('the event of a workflow_dispatch', () => {
  it('has the inputs as texts, and the branch', async () => {
    const github = await startGitHub();
    expect(github.workflowDispatchEvent({ agent: 'agent_1' })).toMatchObject({
      inputs: { agent: 'agent_1' },
      ref: 'refs/heads/main',
      workflow: '.github/workflows/pin-gate.yml',
      repository: { full_name: 'acme/agents', private: false, default_branch: 'main' },
      sender: { login: 'octocat' },
    });
    expect(github.workflowDispatchEvent({}, 'bump')).toMatchObject({ inputs: null, ref: 'refs/heads/bump' });
    expect(github.workflowDispatchEvent({}, 'refs/tags/v1')).toMatchObject({ ref: 'refs/tags/v1' });
  });
});
