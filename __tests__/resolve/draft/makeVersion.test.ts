import { afterEach, describe, expect, it } from '@jest/globals';
import type { ManagedAgents } from '../../../emulator/managed-agents/createManagedAgents.ts';
import type { FaultScript } from '../../../emulator/managed-agents/faults/faultScript.ts';
import type { AgentParams, AgentVersion } from '../../../src/domain/agent.ts';
import { DIGEST_KEY } from '../../../src/domain/agentDraft.ts';
import type { AgentService } from '../../../src/domain/agentService.ts';
import { formatProblem, GateError } from '../../../src/domain/problem.ts';
import { ServiceError } from '../../../src/domain/serviceError.ts';
import { findVersion } from '../../../src/resolve/draft/findVersion.ts';
import { makeVersion } from '../../../src/resolve/draft/makeVersion.ts';
import {
  AGENT,
  AGENT_FILE,
  draftPin,
  loadDraft,
  startDraftWorld,
  type Versions,
} from '../../helpers/draftWorld.ts';

const opened: ManagedAgents[] = [];

afterEach(async () => {
  for (const emulator of opened.splice(0)) await emulator.close();
});

const first = { name: 'triage', model: 'claude-haiku-4-5', system: 'One.' };

async function setUp(versions: Versions = [first], faults: FaultScript = []) {
  const world = await startDraftWorld(versions, faults);
  opened.push(world.emulator);
  const listed = async () => (await world.service.versions(AGENT, undefined)).versions.toReversed();
  return { ...world, listed };
}

/** Somebody else's update, by hand. */
async function change(service: AgentService, params: AgentParams): Promise<AgentVersion> {
  const { version } = await service.agent(AGENT);
  return service.updateAgent(AGENT, version, params);
}

/** The service, with something that happens just before each of its updates. */
function beforeUpdates(service: AgentService, happen: (count: number) => Promise<unknown>): AgentService {
  let count = 0;
  return {
    ...service,
    updateAgent: async (...args) => {
      count += 1;
      await happen(count);
      return service.updateAgent(...args);
    },
  };
}

async function sentencesOf(making: Promise<unknown>): Promise<readonly string[]> {
  const error = await making.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof GateError)) throw new Error('Nothing was refused.');
  return error.problems.map(formatProblem);
}

const UPDATE = `POST /v1/agents/${AGENT}`;

describe('makeVersion', () => {
  it('makes the next version, marked with the digest of its file', async () => {
    const { context, listed } = await setUp();
    const draft = await loadDraft({ ...first, system: 'Two.', metadata: { owner: 'support' } });
    const { version, raced } = await makeVersion(draftPin, draft, 1, context);
    expect(raced).toBe(false);
    expect(version).toMatchObject({ version: 2, system: 'Two.' });
    expect(version.metadata).toEqual({ owner: 'support', [DIGEST_KEY]: draft.digest });
    expect(await listed()).toHaveLength(2);
    expect((await findVersion(draftPin, draft, context)).match?.version).toBe(2);
  });

  it('clears whatever left the file: an update keeps what it does not mention', async () => {
    const everything = {
      ...first,
      model: { id: 'claude-haiku-4-5', effort: 'max', speed: 'fast', inference_geo: 'us' },
      description: 'Reads tickets.',
      tools: [{ type: 'mcp_toolset', mcp_server_name: 'docs' }],
      mcp_servers: [{ type: 'url', name: 'docs', url: 'https://example.org' }],
      skills: [{ type: 'anthropic', skill_id: 'xlsx' }],
      metadata: { owner: 'support', tier: '1' },
      multiagent: { type: 'coordinator', agents: [] },
      execution_identity: { type: 'aws_role', role_arn: 'arn:aws:iam::1:role/a' },
    } as const;
    const { context } = await setUp([
      {
        ...everything,
        tools: [...everything.tools],
        mcp_servers: [...everything.mcp_servers],
        skills: [...everything.skills],
      },
    ]);
    const draft = await loadDraft({
      name: 'triage',
      model: 'claude-haiku-4-5',
      metadata: { owner: 'billing' },
    });
    const { version } = await makeVersion(draftPin, draft, 1, context);
    expect(version).toMatchObject({
      model: { id: 'claude-haiku-4-5', speed: 'standard' },
      system: '',
      description: '',
      tools: [],
      mcpServers: [],
      skills: [],
      multiagent: null,
      executionIdentity: { type: 'service_account' },
    });
    expect(version.model).not.toHaveProperty('effort');
    expect(version.model).not.toHaveProperty('inference_geo');
    expect(version.metadata).toEqual({ owner: 'billing', [DIGEST_KEY]: draft.digest });
  });

  it('takes over what somebody made by hand in between, and puts the file on top of it', async () => {
    const { context, service, listed } = await setUp();
    await change(service, { system: 'By hand.', metadata: { hand: 'yes' } });
    const draft = await loadDraft({ ...first, system: 'Two.' });
    const { version, raced } = await makeVersion(draftPin, draft, 1, context);
    expect({ version: version.version, raced, metadata: version.metadata }).toEqual({
      version: 3,
      raced: false,
      metadata: { [DIGEST_KEY]: draft.digest },
    });
    expect((await listed()).map(({ system }) => system)).toEqual(['One.', 'By hand.', 'Two.']);
  });

  it('uses what somebody made of the same file in between', async () => {
    const { context, service, listed } = await setUp();
    await change(service, { system: 'Two.' });
    const draft = await loadDraft({ ...first, system: 'Two.' });
    const made = await makeVersion(draftPin, draft, 1, context);
    expect(made).toMatchObject({ raced: true, version: { version: 2 } });
    expect(await listed()).toHaveLength(2);
  });

  it('looks again when another version came first while the update was on its way', async () => {
    const { context, service, listed } = await setUp();
    const racing = beforeUpdates(service, async (count) => {
      if (count === 1) await change(service, { system: 'By hand.' });
    });
    const draft = await loadDraft({ ...first, system: 'Two.' });
    const made = await makeVersion(draftPin, draft, 1, { ...context, service: racing });
    expect(made).toMatchObject({ raced: false, version: { version: 3, system: 'Two.' } });
    expect(await listed()).toHaveLength(3);
  });

  it('makes one version for two makers of the same file', async () => {
    const { context, listed } = await setUp();
    const draft = await loadDraft({ ...first, system: 'Two.' });
    const made = await Promise.all([1, 2, 3].map(() => makeVersion(draftPin, draft, 1, context)));
    expect(made.map(({ version }) => version.version)).toEqual([2, 2, 2]);
    expect(made.filter(({ raced }) => !raced)).toHaveLength(1);
    expect(await listed()).toHaveLength(2);
  });

  it('makes two versions for makers of two files, each its own', async () => {
    const { context, listed } = await setUp();
    const drafts = await Promise.all(['Two.', 'Three.'].map((system) => loadDraft({ ...first, system })));
    const made = await Promise.all(drafts.map((draft) => makeVersion(draftPin, draft, 1, context)));
    expect(made.map(({ version }) => version.system)).toEqual(['Two.', 'Three.']);
    expect(made.map(({ version }) => version.version).toSorted()).toEqual([2, 3]);
    expect(await listed()).toHaveLength(3);
  });

  it('says who came first when somebody did twice', async () => {
    const { context, service } = await setUp();
    const racing = beforeUpdates(service, (count) => change(service, { system: `By hand ${count}.` }));
    const draft = await loadDraft({ ...first, system: 'Two.' });
    const { updatedAt } = await service.agent(AGENT);
    const [sentence, ...more] = await sentencesOf(
      makeVersion(draftPin, draft, 1, { ...context, service: racing }),
    );
    expect(more).toEqual([]);
    expect(sentence).toMatch(
      /^prompts\/x\/pinned-version\.yml:2: No version was made from `prompts\/x\/triage\.agent\.yaml`: agent "agent_x" was changed by somebody else meanwhile, twice\. Version 3 came first, made at \S+Z and not by Pin Gate\. Run the check again when that is over\.$/,
    );
    expect(sentence).toContain(updatedAt.slice(0, 10));
  });

  it('says so when it was another run of Pin Gate', async () => {
    const { context, service } = await setUp();
    const others = await Promise.all(['A.', 'B.'].map((system) => loadDraft({ ...first, system })));
    const racing = beforeUpdates(service, async (count) => {
      const other = others[count - 1];
      if (other !== undefined) await makeVersion(draftPin, other, count, context);
    });
    const draft = await loadDraft({ ...first, system: 'Two.' });
    const [sentence] = await sentencesOf(makeVersion(draftPin, draft, 1, { ...context, service: racing }));
    expect(sentence).toMatch(/Version 3 came first, made at \S+ by Pin Gate, from another agent file/);
  });

  it('finds its own version when the connection was cut after the update took effect', async () => {
    const { context, listed, emulator, slept } = await setUp(
      [first],
      [{ on: 'request', request: UPDATE, do: [{ type: 'drop', effect: 'done' }] }],
    );
    const draft = await loadDraft({ ...first, system: 'Two.' });
    const made = await makeVersion(draftPin, draft, 1, context);
    expect(made).toMatchObject({ raced: false, version: { version: 2, system: 'Two.' } });
    expect(await listed()).toHaveLength(2);
    expect(emulator.requests().byRoute['POST /v1/agents/:id']).toBe(1);
    expect(slept).toEqual([500]);
  });

  it.each<[string, FaultScript[number] & { on: 'request' }]>([
    ['was cut before', { on: 'request', request: UPDATE, do: [{ type: 'drop', effect: 'none' }] }],
    ['answered 500', { on: 'request', request: UPDATE, do: [{ type: 'respond', status: 500 }] }],
    [
      'was limited',
      { on: 'request', request: UPDATE, do: [{ type: 'respond', status: 429, retryAfter: 7 }] },
    ],
    [
      'met a 409 that meant nothing',
      { on: 'request', request: UPDATE, do: [{ type: 'respond', status: 409 }] },
    ],
  ])('tries again after a call that %s', async (_, fault) => {
    const { context, listed } = await setUp([first], [fault]);
    const draft = await loadDraft({ ...first, system: 'Two.' });
    const made = await makeVersion(draftPin, draft, 1, context);
    expect(made).toMatchObject({ raced: false, version: { version: 2 } });
    expect(await listed()).toHaveLength(2);
  });

  it('gives up after three more tries, and says what to do', async () => {
    const { context, slept, emulator } = await setUp(
      [first],
      [{ on: 'request', request: UPDATE, times: 'always', do: [{ type: 'respond', status: 503 }] }],
    );
    const draft = await loadDraft({ ...first, system: 'Two.' });
    const [sentence] = await sentencesOf(makeVersion(draftPin, draft, 1, context));
    expect(sentence).toMatch(
      /:2: Could not make a version of agent "agent_x" from `prompts\/x\/triage.*run the check again later\.$/,
    );
    expect(slept).toEqual([500, 1000, 2000]);
    expect(emulator.requests().byRoute['POST /v1/agents/:id']).toBe(4);
  });

  it('puts what the service does not take on the agent file', async () => {
    const { context } = await setUp();
    const draft = await loadDraft({ ...first, future_key: 1 });
    expect(await sentencesOf(makeVersion(draftPin, draft, 1, context))).toEqual([
      expect.stringMatching(
        /^prompts\/x\/triage\.agent\.yaml: Managed Agents does not take what this file describes \(400, ".*future_key.*"\): mend the file\.$/,
      ),
    ]);
  });

  it('blames no file for an answer that cannot be read', async () => {
    const { context, service } = await setUp();
    const unread = new ServiceError('Managed Agents', 'invalid', 'cannot be read', { status: 200 });
    const bent: AgentService = { ...service, updateAgent: () => Promise.reject(unread) };
    const draft = await loadDraft({ ...first, system: 'Two.' });
    expect(await sentencesOf(makeVersion(draftPin, draft, 1, { ...context, service: bent }))).toEqual([
      expect.stringMatching(
        /^prompts\/x\/pinned-version\.yml:2: Could not make a version of agent "agent_x"/,
      ),
    ]);
  });

  it('waits for no rate limit of minutes, and for no spend limit', async () => {
    const draft = await loadDraft({ ...first, system: 'Two.' });
    for (const more of [{ retryAfter: 3600 }, {}]) {
      const { context, slept } = await setUp(
        [first],
        [{ on: 'request', request: UPDATE, do: [{ type: 'respond', status: 429, ...more }] }],
      );
      expect(await sentencesOf(makeVersion(draftPin, draft, 1, context))).toHaveLength(1);
      expect(slept).toEqual([]);
    }
  });

  it('refuses a version that came out otherwise', async () => {
    const { context, service } = await setUp();
    const bent: AgentService = {
      ...service,
      updateAgent: async (...args) => ({ ...(await service.updateAgent(...args)), system: 'Bent.' }),
    };
    const draft = await loadDraft({ ...first, system: 'Two.' });
    expect(await sentencesOf(makeVersion(draftPin, draft, 1, { ...context, service: bent }))).toEqual([
      `prompts/x/pinned-version.yml:2: Managed Agents made version 2 of agent "agent_x" from \`${AGENT_FILE}\`, but not as that describes it: the system prompt came out otherwise. Nothing was decided about it: compare the two in the Console, and change the file to what the service makes of it.`,
    ]);
  });

  it('accepts what the service fills in by itself', async () => {
    const { context, service } = await setUp();
    const filling: AgentService = {
      ...service,
      updateAgent: async (...args) => {
        const made = await service.updateAgent(...args);
        return {
          ...made,
          skills: [{ type: 'anthropic', skill_id: 'xlsx', version: '20260101' }],
          model: { ...made.model, effort: { type: 'medium' } },
        };
      },
    };
    const draft = await loadDraft({ ...first, skills: [{ type: 'anthropic', skill_id: 'xlsx' }] });
    const made = await makeVersion(draftPin, draft, 1, { ...context, service: filling });
    expect(made.version.version).toBe(2);
  });

  it('refuses an agent file without room for the mark', async () => {
    const { context } = await setUp();
    const metadata = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`k${index}`, 'v']));
    const draft = await loadDraft({ ...first, metadata });
    expect(await sentencesOf(makeVersion(draftPin, draft, 1, context))).toEqual([
      expect.stringMatching(
        /^prompts\/x\/triage\.agent\.yaml:4: `metadata` should have at most 15 pairs .* but it has 16/,
      ),
    ]);
  });

  it('passes on what is no failure of the service', async () => {
    const { context, service } = await setUp();
    const broken = new Error('a fault of ours');
    const failing: AgentService = { ...service, updateAgent: () => Promise.reject(broken) };
    const draft = await loadDraft({ ...first, system: 'Two.' });
    await expect(makeVersion(draftPin, draft, 1, { ...context, service: failing })).rejects.toBe(broken);
    const gone = new ServiceError('Managed Agents', 'not-found', 'Agent not found.', { status: 404 });
    const missing: AgentService = { ...service, agent: () => Promise.reject(gone) };
    expect(await sentencesOf(makeVersion(draftPin, draft, 1, { ...context, service: missing }))).toEqual([
      expect.stringContaining('The candidate\'s agent "agent_x" does not exist (404, "Agent not found.")'),
    ]);
  });
});
