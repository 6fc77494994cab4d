import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createGitHub, type GitHub } from '../../../emulator/github/createGitHub.ts';
import type { TokenOptions } from '../../../emulator/github/store.ts';
import { createChangeRequests } from '../../../src/adapters/github/createChangeRequests.ts';
import { createOctokit } from '../../../src/adapters/github/createOctokit.ts';
import type { ProposedChange } from '../../../src/domain/changeRequests.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';

const path = 'prompts/a b/ü#?.yml';
const branch = 'pin-gate/rollback-a-to-1';
const before = '\uFEFFagent: agent_1\r\nversion:  2 # é\r\n';
const after = '\uFEFFagent: agent_1\r\nversion:  1 # é\r\n';
const writer: TokenOptions = { permissions: { contents: 'write', pull_requests: 'write' } };

let github: GitHub;
beforeAll(async () => {
  github = await createGitHub({ repo: 'agents', files: { [path]: before }, collaborators: ['ada'] });
});
beforeEach(() => github.reset());
afterAll(() => github.close());

const connect = (token: TokenOptions = writer, from = github) =>
  createChangeRequests(
    createOctokit(from.issueToken(token), { apiUrl: from.url, log: createRecordingLog(), secondMs: 1 }),
    { owner: 'acme', repo: 'agents', serverUrl: from.serverUrl },
  );

async function change(more: Partial<ProposedChange> = {}): Promise<ProposedChange> {
  return {
    base: 'main',
    baseCommit: await github.branchTip('main'),
    branch,
    path,
    bytes: new TextEncoder().encode(after),
    message: 'Pin version 1',
    title: 'Roll back a to version 1',
    body: 'Because.',
    labels: ['rollback'],
    assignees: ['ada'],
    ...more,
  };
}

const git = (...args: string[]) =>
  execFileSync('git', ['--git-dir', github.gitDir, ...args], { encoding: 'utf8' });

/** The subjects of what the branch has and main has not, newest first. */
const commitsOf = (name: string) => git('log', '--format=%s', `main..${name}`).split('\n').slice(0, -1);

describe('createChangeRequests', () => {
  it('knows the default branch and the tips of branches', async () => {
    const requests = connect();
    expect(await requests.defaultBranch()).toBe('main');
    expect(await requests.tip('main')).toBe(await github.branchTip('main'));
    expect(await requests.tip('nothing/here')).toBeUndefined();
  });

  it('opens a pull request with one commit that changes the file to these very bytes', async () => {
    const proposal = await connect().propose(await change());
    expect(proposal).toEqual({
      number: 1,
      url: `${github.serverUrl}/acme/agents/pull/1`,
      existed: false,
      warnings: [],
      needsApproval: true,
    });
    expect(commitsOf(branch)).toEqual(['Pin version 1']);
    expect(git('diff', '--name-only', '-z', `main...${branch}`)).toBe(`${path}\0`);
    expect(git('show', `${branch}:${path}`)).toBe(after);
    expect(github.pullRequest(1)).toMatchObject({
      title: 'Roll back a to version 1',
      body: 'Because.',
      base: { ref: 'main' },
      head: { ref: branch },
      labels: ['rollback'],
      assignees: ['ada'],
      user: 'github-actions[bot]',
    });
  });

  it('needs no approval for what a person or an app opens', async () => {
    const proposal = await connect({ ...writer, kind: 'user', login: 'ada' }).propose(await change());
    expect(proposal.needsApproval).toBe(false);
  });

  it('finds what it opened, and leaves it as it is', async () => {
    await connect().propose(await change());
    await github.changePullRequest(1, { title: 'Mine now' });
    await github.commit({ branch: 'main', files: { 'x.txt': 'x' } });
    const tip = await github.branchTip(branch);
    const again = await connect().propose(await change({ labels: ['more'] }));
    expect(again).toMatchObject({ number: 1, existed: true, warnings: [], needsApproval: true });
    expect(await github.branchTip(branch)).toBe(tip);
    expect(github.pullRequest(1)).toMatchObject({ title: 'Mine now', labels: ['rollback'] });
  });

  it.each([
    ['another file', { 'evil.txt': 'x' }],
    ['another content', { [path]: 'version: 99\n' }],
  ])('warns of %s in what it finds open', async (_, files) => {
    await connect().propose(await change());
    await github.commit({ branch, files });
    expect((await connect().propose(await change())).warnings).toEqual([
      'Pull request #1, which was open already, is not this change alone: read what it changes before it is merged.',
    ]);
  });

  it('takes a pull request into another branch for none of its own', async () => {
    await github.commit({ branch: 'live', files: { 'x.txt': 'x' } });
    await connect().propose(await change());
    const baseCommit = await github.branchTip('live');
    const tip = await github.branchTip(branch);
    await expect(connect().propose(await change({ base: 'live', baseCommit }))).rejects.toMatchObject({
      message: `Pull request #1 of acme/agents has the branch ${branch} already, but goes into "main" and not into "live": retarget it, or close it and ask again.`,
    });
    expect(await github.branchTip(branch)).toBe(tip);
    const proposal = await connect().propose(
      await change({ base: 'live', baseCommit, branch: `${branch}-live` }),
    );
    expect(proposal).toMatchObject({ number: 2, existed: false });
    expect(github.pullRequest(2).base.ref).toBe('live');
  });

  it('takes a branch over that is left of a closed pull request', async () => {
    await connect().propose(await change({ bytes: new TextEncoder().encode('old') }));
    await github.changePullRequest(1, { state: 'closed' });
    await github.commit({ branch, files: { 'evil.txt': 'x' } });
    await github.commit({ branch: 'main', files: { 'x.txt': 'x' } });
    expect(await connect().propose(await change())).toMatchObject({ number: 2, existed: false });
    expect(commitsOf(branch)).toEqual(['Pin version 1']);
    expect(git('diff', '--name-only', '-z', `main...${branch}`)).toBe(`${path}\0`);
  });

  it('goes on with what an interrupted run left', async () => {
    const bytes = new TextEncoder().encode(after);
    await github.commit({ branch, files: { [path]: bytes }, message: 'Pin version 1' });
    const tip = await github.branchTip(branch);
    await connect().propose(await change());
    expect(await github.branchTip(branch)).toBe(tip);
  });

  it('writes a file that was not there', async () => {
    await connect().propose(await change({ path: 'new/pin.yml' }));
    expect(git('show', `${branch}:new/pin.yml`)).toBe(after);
  });

  it.each([2, 5])('opens one pull request when %s do it at once', async (many) => {
    const one = await change();
    const proposals = await Promise.all(Array.from({ length: many }, () => connect().propose(one)));
    expect(proposals.map(({ number }) => number)).toEqual(Array.from({ length: many }, () => 1));
    expect(proposals.filter(({ existed }) => !existed)).toHaveLength(1);
    expect(commitsOf(branch)).toEqual(['Pin version 1']);
    expect(github.pullRequest(1).state).toBe('open');
  });

  it('leaves one open pull request when several take over a branch at once', async () => {
    await connect().propose(await change({ bytes: new TextEncoder().encode('old') }));
    await github.changePullRequest(1, { state: 'closed' });
    await github.commit({ branch: 'main', files: { 'x.txt': 'x' } });
    const one = await change();
    const proposals = await Promise.all([1, 2, 3].map(() => connect().propose(one)));
    const numbers = new Set(proposals.map(({ number }) => number));
    const open = [...numbers].filter((number) => github.pullRequest(number).state === 'open');
    expect(open).toHaveLength(1);
    expect(commitsOf(branch)).toEqual(['Pin version 1']);
  });

  it('says what to do when Actions may open no pull requests', async () => {
    const closed = await createGitHub({
      repo: 'agents',
      files: { [path]: before },
      allowActionsToCreatePullRequests: false,
    });
    const baseCommit = await closed.branchTip('main');
    const page = `${closed.serverUrl}/acme/agents`;
    await expect(connect(writer, closed).propose(await change({ baseCommit }))).rejects.toMatchObject({
      kind: 'forbidden',
      message:
        `GitHub Actions may not open pull requests in acme/agents. Allow it under “Workflow permissions” in ${page}/settings/actions ` +
        '(the organisation may have to allow it first), or pass the token of a GitHub App as `github-token`, which needs no such ' +
        `setting and whose pull requests get their checks without an approval. The branch is there: ${page}/compare/main...${branch}?expand=1 opens the pull request by hand.`,
    });
    await closed.close();
  });

  it('says which permission is missing', async () => {
    const one = await change();
    await expect(connect({ permissions: { pull_requests: 'write' } }).propose(one)).rejects.toThrow(
      'It needs `contents: write`, which a job’s token gets by `permissions:`',
    );
    await expect(
      connect({ permissions: { contents: 'write', pull_requests: 'read' } }).propose(one),
    ).rejects.toThrow('It needs `pull-requests: write`, which a job’s token gets by `permissions:`');
  });

  it('warns of a label and an assignee that could not be set', async () => {
    github.injectFault({ path: '/(labels|assignees)$', answer: { kind: 'status', status: 403 }, times: 2 });
    const { warnings, number } = await connect().propose(await change());
    expect(number).toBe(1);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^The pull request has no label: GitHub does not let this token label pull request #1/,
      ),
      expect.stringMatching(/^The pull request is assigned to nobody: GitHub does not let this token assign/),
    ]);
  });

  it('gives up on what GitHub refuses again and again', async () => {
    const answer = { kind: 'status', status: 422, message: 'Nonsense' } as const;
    github.injectFault({ method: 'POST', path: '/pulls$', answer, times: 4 });
    await expect(connect().propose(await change())).rejects.toThrow('refused (422: Nonsense)');
    expect(github.requests()['POST /repos/{owner}/{repo}/pulls']).toBe(4);
  });
});
