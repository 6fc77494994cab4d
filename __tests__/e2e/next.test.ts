import { afterEach, describe, expect, it } from '@jest/globals';
import { listVersions, updateByHand } from './world/agentsApi.ts';
import {
  agentFile,
  agentFilePath,
  agentId,
  badPrompt,
  draft,
  draftFiles,
  goodPrompt,
  nextPin,
  obedient,
} from './world/drafts.ts';
import { closeWorlds, startWorld, type World, type WorldOptions } from './world/startWorld.ts';
import { folder, gate, gatePath, jsonLines, pin, pinPath, tickets, ticketsPath } from './world/tickets.ts';

afterEach(closeWorlds);

const startDrafts = (options: WorldOptions = {}) =>
  startWorld({ files: draftFiles(), model: obedient, ...options });

const numbers = async ({ agents }: World) =>
  (await listVersions(agents, agentId)).map(({ version }) => version);

describe('a pull request with `version: next`', () => {
  it('tries a bad prompt as a draft, blocks it, and makes no version', async () => {
    const world = await startDrafts();
    const number = await world.propose(draft(badPrompt));
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict'], run.outputs['regressed-teams']]).toEqual([
      1,
      'blocked',
      '["billing"]',
    ]);
    expect(await numbers(world)).toEqual([1, 2, 3, 4]);
    expect(world.github.reviewComments(number)).toEqual([]);
    expect(world.comments(number)[0]).toMatch(/No version was made/);
    const [drafted] = world.agents
      .sessions()
      .filter(({ metadata }) => metadata['pin-gate-side'] === 'candidate');
    expect(drafted?.metadata['pin-gate-draft']).toMatch(/^[0-9a-f]{16}/);
  });

  it('makes the version of a good one, and suggests its number once', async () => {
    const world = await startDrafts();
    const number = await world.propose(draft(goodPrompt));
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict'], run.outputs['candidate-version']]).toEqual([
      1,
      'pending',
      '5',
    ]);
    const made = (await listVersions(world.agents, agentId)).at(-1);
    expect(made).toMatchObject({ version: 5, system: goodPrompt });
    expect(made?.metadata['pin-gate-digest']).toMatch(/^sha256:[0-9a-f]{64}$/);

    const [suggestion, ...others] = world.github.reviewComments(number);
    expect(others).toEqual([]);
    expect(suggestion).toMatchObject({ path: pinPath, place: { line: 3 } });
    expect(suggestion?.body).toContain('```suggestion\nversion: 5\n```');
    expect(world.comments(number)[0]).toMatch(/Evaluated and good: write 5 into the pin/);
    expect(world.comments(number)[0]).toMatch(/[Cc]allers that (?:name no version|do not pin)/);

    // Running it again finds the version, what was evaluated, and the suggestion where it stands.
    const before = world.agents.sessions().length;
    const again = await world.run(number);
    expect(again.outputs['verdict']).toBe('pending');
    expect(world.agents.sessions().length).toBe(before);
    expect(world.github.reviewComments(number).map(({ id }) => id)).toEqual([suggestion?.id]);
    expect(await numbers(world)).toEqual([1, 2, 3, 4, 5]);
  });

  it('passes without a session once the suggestion is committed, and takes it away', async () => {
    const world = await startDrafts();
    const number = await world.propose(draft(goodPrompt));
    await world.run(number);
    const [suggestion] = world.github.reviewComments(number);
    await world.github.applySuggestion(suggestion?.id ?? 0);
    const before = world.agents.sessions().length;
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict'], run.outputs['candidate-version']]).toEqual([
      0,
      'passed',
      '5',
    ]);
    expect(world.agents.sessions().length).toBe(before);
    expect(world.github.reviewComments(number)).toEqual([]);
    expect(world.comments(number)).toHaveLength(1);
    expect(world.comments(number)[0]).toMatch(/run 1/);
    // The reviewer still finds what was evaluated.
    expect(world.comments(number)[0]).toContain('billing');
  });

  it('evaluates the number again, and says so, when the fixtures are not the same any more', async () => {
    const world = await startDrafts();
    const number = await world.propose(draft(goodPrompt));
    await world.run(number);
    const [suggestion] = world.github.reviewComments(number);
    await world.github.applySuggestion(suggestion?.id ?? 0);
    await world.push({ [ticketsPath]: jsonLines(tickets.slice(0, 4)) }, 'main');
    const before = world.agents.sessions().length;
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
    expect(world.agents.sessions().length).toBe(before + 8);
    expect(world.comments(number)[0]).toMatch(/evaluated again/);
  });

  it('believes no memory that somebody else has written', async () => {
    const world = await startDrafts();
    const number = await world.propose(draft(goodPrompt));
    await world.run(number);
    const good = world.github.comments(number)[0];
    // A worse prompt, whose version is made by hand, under the record of the good one.
    await updateByHand(world.agents, agentId, { system: badPrompt });
    await world.push({ [pinPath]: pin(6), [agentFilePath]: agentFile(badPrompt) });
    const token = world.github.issueToken({ kind: 'user', login: 'mallory' });
    const memory = /<!-- pin-gate-evaluations: ([\w-]+)\.([\w-]+) -->/.exec(good?.body ?? '');
    expect(memory).not.toBeNull();
    const forged = Buffer.from(
      Buffer.from(memory?.[1] ?? '', 'base64url')
        .toString()
        .replace('"agent_triage",5', '"agent_triage",6'),
    ).toString('base64url');
    const body = (good?.body ?? '').replace(memory?.[1] ?? '', forged);
    expect(body).not.toBe(good?.body);
    const edited = await fetch(
      `${world.github.url}/repos/${world.github.fullName}/issues/comments/${good?.id}`,
      { method: 'PATCH', headers: { authorization: `token ${token}` }, body: JSON.stringify({ body }) },
    );
    expect(edited.status).toBe(200);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
  });

  it('uses a version that has exactly this configuration already', async () => {
    const world = await startDrafts();
    const number = await world.propose(draft('Route the ticket. This is prompt 3.', 'tools: []\n'));
    const run = await world.run(number);
    expect([run.outputs['verdict'], run.outputs['candidate-version']]).toEqual(['pending', '3']);
    expect(await numbers(world)).toEqual([1, 2, 3, 4]);
    expect(world.github.reviewComments(number)[0]?.body).toContain('version: 3');
  });

  it('has nothing to evaluate when the file describes what is pinned', async () => {
    const world = await startDrafts();
    const number = await world.propose({ [pinPath]: nextPin });
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'pending']);
    expect(world.agents.sessions()).toEqual([]);
    expect(world.github.reviewComments(number)[0]?.body).toContain('```suggestion\nversion: 1\n```');
  });

  it('makes a version first where no session can be given what differs, and says so', async () => {
    const world = await startDrafts();
    const effort = 'model:\n  id: claude-haiku-4-5\n  effort: high\n';
    const file = agentFile(goodPrompt).replace('model: claude-haiku-4-5\n', effort);
    const number = await world.propose({ [pinPath]: nextPin, [agentFilePath]: file });
    const run = await world.run(number);
    expect([run.outputs['verdict'], run.outputs['candidate-version']]).toEqual(['pending', '5']);
    expect(world.comments(number)[0]).toMatch(/effort/);
    const sessions = world.agents
      .sessions()
      .filter(({ metadata }) => metadata['pin-gate-side'] === 'candidate');
    expect(new Set(sessions.map(({ version }) => version))).toEqual(new Set([5]));

    // The effort leaves the file again: it has to leave the agent, too, and that cannot be tried without a version.
    await world.push({ [agentFilePath]: agentFile(`${goodPrompt} Really.`) });
    const second = await world.run(number);
    expect([second.outputs['verdict'], second.outputs['candidate-version']]).toEqual(['pending', '6']);
    const made = (await listVersions(world.agents, agentId)).at(-1);
    expect(made?.model).toEqual({ id: 'claude-haiku-4-5', speed: 'standard' });
    expect(world.github.reviewComments(number).map(({ body }) => /version: \d/.exec(body)?.[0])).toEqual([
      'version: 6',
    ]);
  });

  it('tries another model as a draft, too', async () => {
    const world = await startDrafts();
    const file = agentFile(goodPrompt).replace('claude-haiku-4-5', 'claude-sonnet-5');
    const number = await world.propose({ [pinPath]: nextPin, [agentFilePath]: file });
    const run = await world.run(number);
    expect([run.outputs['verdict'], run.outputs['candidate-version']]).toEqual(['pending', '5']);
    const drafts = world.agents.sessions().filter(({ metadata }) => 'pin-gate-draft' in metadata);
    expect(new Set(drafts.map(({ version }) => version))).toEqual(new Set([1]));
    expect((await listVersions(world.agents, agentId)).at(-1)).toMatchObject({
      version: 5,
      model: { id: 'claude-sonnet-5' },
    });
  });

  it('takes the prompt from a file beside the agent file', async () => {
    const world = await startDrafts();
    const number = await world.propose({
      [pinPath]: nextPin,
      [agentFilePath]: 'name: triage\nmodel: claude-haiku-4-5\nsystem-file: system.md\n',
      [`${folder}/system.md`]: `${goodPrompt}\n`,
    });
    const run = await world.run(number);
    expect(run.outputs['verdict']).toBe('pending');
    expect((await listVersions(world.agents, agentId)).at(-1)?.system).toBe(`${goodPrompt}\n`);
  });

  it('does not let a fork make anything', async () => {
    const world = await startDrafts();
    await world.github.fork('mallory/support-agents');
    await world.github.commit({
      branch: 'change',
      repository: 'mallory/support-agents',
      files: draft(goodPrompt),
    });
    const { number } = await world.github.openPullRequest({
      head: 'change',
      headRepository: 'mallory/support-agents',
    });
    const run = await world.run(number, { inputs: { forks: 'evaluate' } });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(world.comments(number)[0]).toMatch(/comes from a fork and asks for a new version/);
    expect(await numbers(world)).toEqual([1, 2, 3, 4]);
    expect(world.agents.sessions()).toEqual([]);
  });

  it.each([
    [
      'the policy names no agent file',
      { [gatePath]: gate() },
      {},
      /asks for the version that an agent file describes/,
    ],
    ['there is no such file', {}, { [agentFilePath]: null }, /triage\.agent\.yaml/],
    ['the file is broken', {}, { [agentFilePath]: 'name: triage\nmodle: x\n' }, /`model` is missing/],
  ])('is an error when %s', async (_, base, head: Record<string, string | null>, sentence) => {
    const world = await startDrafts({ files: { ...draftFiles(), ...base } });
    const number = await world.propose({ ...draft(goodPrompt), ...head });
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(world.comments(number)[0]).toMatch(sentence);
    expect(await numbers(world)).toEqual([1, 2, 3, 4]);
  });

  it('refuses to let a change give itself tools by its agent file', async () => {
    const world = await startDrafts();
    const number = await world.propose(draft(goodPrompt, 'tools:\n  - type: agent_toolset_20260401\n'));
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(world.comments(number)[0]).toMatch(/would act for real/);
    expect(await numbers(world)).toEqual([1, 2, 3, 4]);
    expect(world.agents.sessions()).toEqual([]);
  });
});

describe('an agent that others change at the same time', () => {
  it('gets one version from two pull requests that ask for the same', async () => {
    const world = await startDrafts();
    const first = await world.propose(draft(goodPrompt), 'first');
    const second = await world.propose(draft(goodPrompt), 'second');
    const runs = await Promise.all([world.run(first), world.run(second)]);
    expect(runs.map(({ outputs }) => [outputs['verdict'], outputs['candidate-version']])).toEqual([
      ['pending', '5'],
      ['pending', '5'],
    ]);
    expect(await numbers(world)).toEqual([1, 2, 3, 4, 5]);
  });

  it('gets two from two that differ, and each is what its file says', async () => {
    const world = await startDrafts();
    const prompts = [goodPrompt, `${goodPrompt} Please.`];
    const [first, second] = prompts.map((prompt, index) => world.propose(draft(prompt), `branch-${index}`));
    const pulls = [(await first) ?? 0, (await second) ?? 0];
    const runs = await Promise.all(pulls.map((number) => world.run(number)));
    const versions = await listVersions(world.agents, agentId);
    for (const [index, { outputs }] of runs.entries()) {
      expect(outputs['verdict']).toBe('pending');
      const made = versions.find(({ version }) => version === Number(outputs['candidate-version']));
      expect(made?.system).toBe(prompts[index]);
    }
    expect(versions).toHaveLength(6);
  });

  it('keeps nothing of what somebody changed by hand meanwhile', async () => {
    const world = await startDrafts();
    const number = await world.propose(draft(goodPrompt));
    let hand: Promise<void> | undefined;
    const run = await world.run(number, {
      onLog: (text) => {
        if (!/candidate/.test(text)) return;
        hand ??= updateByHand(world.agents, agentId, {
          description: 'By hand',
          model: { id: 'claude-haiku-4-5', effort: 'low' },
          metadata: { owner: 'somebody' },
        });
      },
    });
    await hand;
    expect([run.outputs['verdict'], run.outputs['candidate-version']]).toEqual(['pending', '6']);
    const [byHand, made] = (await listVersions(world.agents, agentId)).slice(-2);
    expect(byHand).toMatchObject({ version: 5, description: 'By hand' });
    expect(made).toMatchObject({ version: 6, system: goodPrompt, description: null });
    expect(made?.model).toEqual({ id: 'claude-haiku-4-5', speed: 'standard' });
    expect(Object.keys(made?.metadata ?? {})).toEqual(['pin-gate-digest']);
  });

  it('survives one conflict, and after a second one says who came first', async () => {
    const conflict = (times: number) => [
      {
        on: 'request' as const,
        request: 'POST /v1/agents/*',
        times,
        do: [{ type: 'respond' as const, status: 409, message: 'Concurrent modification detected' }],
      },
    ];
    const once = await startDrafts({ agents: { faults: conflict(1) } });
    const first = await once.run(await once.propose(draft(goodPrompt)));
    expect([first.outputs['verdict'], first.outputs['candidate-version']]).toEqual(['pending', '5']);

    const always = await startDrafts({ agents: { faults: conflict(9) } });
    const number = await always.propose(draft(goodPrompt));
    const second = await always.run(number);
    expect([second.exitCode, second.outputs['verdict']]).toEqual([1, 'error']);
    expect(always.comments(number)[0]).toMatch(/Version 4 came first/);
    expect(await numbers(always)).toEqual([1, 2, 3, 4]);
  });
});

describe('an agent file that does not describe its pin', () => {
  it('is reported, and changes no verdict', async () => {
    const world = await startDrafts();
    const number = await world.propose({ [pinPath]: pin(2) });
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
    expect(world.comments(number)[0]).toMatch(/triage\.agent\.yaml.* does not describe version 2/);
  });
});
