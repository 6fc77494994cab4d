import { afterEach, describe, expect, it } from '@jest/globals';
import type { ManagedAgents } from '../../../emulator/managed-agents/createManagedAgents.ts';
import { isSameConfig } from '../../../src/domain/agentConfig/isSameConfig.ts';
import { DIGEST_KEY } from '../../../src/domain/agentDraft.ts';
import { formatProblem, GateError } from '../../../src/domain/problem.ts';
import { makeVersion } from '../../../src/resolve/draft/makeVersion.ts';
import { planDraft } from '../../../src/resolve/draft/planDraft.ts';
import type { ResolveContext } from '../../../src/resolve/resolveVersions.ts';
import {
  AGENT,
  askForNext,
  draftPin,
  loadDraft,
  startDraftWorld,
  type Versions,
} from '../../helpers/draftWorld.ts';

const opened: ManagedAgents[] = [];

afterEach(async () => {
  for (const emulator of opened.splice(0)) await emulator.close();
});

const one = { name: 'triage', model: 'claude-haiku-4-5', system: 'One.' };
const two = { ...one, system: 'Two.' };

async function setUp(versions: Versions, policy: Readonly<Record<string, unknown>> = {}) {
  const world = await startDraftWorld(versions, [], policy);
  opened.push(world.emulator);
  return world;
}

async function sentencesOf(planning: Promise<unknown>): Promise<readonly string[]> {
  const error = await planning.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof GateError)) throw new Error('Nothing was refused.');
  return error.problems.map(formatProblem);
}

describe('planDraft', () => {
  it('finds the version that there is, however the file writes it', async () => {
    const { context } = await setUp([one, two]);
    const draft = await loadDraft({
      system: 'One.',
      metadata: {},
      tools: null,
      description: '',
      model: { speed: 'standard', id: 'claude-haiku-4-5', effort: null },
      name: 'triage',
    });
    expect(await planDraft(askForNext(2), draft, context)).toMatchObject({
      kind: 'found',
      version: { version: 1 },
    });
  });

  it('finds the newest of several that are the same', async () => {
    const { context } = await setUp([one, two, one, two]);
    expect(await planDraft(askForNext(1), await loadDraft(one), context)).toMatchObject({
      kind: 'found',
      version: { version: 3 },
    });
  });

  it('tries another prompt over the baseline, not over what is newest', async () => {
    const { context, service } = await setUp([one, { ...one, description: 'Newer.' }]);
    const draft = await loadDraft(two);
    const plan = await planDraft(askForNext(1), draft, context);
    const over = await service.agentVersion(AGENT, 1);
    expect(plan).toEqual({
      kind: 'try',
      over,
      overrides: { system: 'Two.' },
      config: { ...over, system: 'Two.', metadata: { [DIGEST_KEY]: draft.digest } },
      newest: 2,
    });
  });

  it('takes the newest where the baseline differs in what no session can be given, else any', async () => {
    const described = { ...one, description: 'Reads tickets.' };
    const { context } = await setUp([one, described, { ...one, name: 'other' }]);
    const plan = await planDraft(askForNext(1), await loadDraft({ ...described, system: 'Two.' }), context);
    expect(plan).toMatchObject({
      kind: 'try',
      over: { version: 2 },
      newest: 3,
      overrides: { system: 'Two.' },
    });
  });

  it('takes the newest for a pin that is new, or was of another agent', async () => {
    const { context } = await setUp([one, { ...one, system: 'Other.' }]);
    const other = {
      ...askForNext(1),
      baseline: { path: draftPin.path, agent: 'agent_y', version: 1, versionLine: 2 },
    };
    for (const change of [askForNext(undefined), other]) {
      expect(await planDraft(change, await loadDraft(two), context)).toMatchObject({
        kind: 'try',
        over: { version: 2 },
      });
    }
  });

  it('makes first what no session can be given, and says what that is', async () => {
    const { context } = await setUp([{ ...one, metadata: { owner: 'a' } }]);
    const draft = await loadDraft({
      ...two,
      model: { id: 'claude-haiku-4-5', effort: 'low' },
      metadata: { owner: 'b' },
    });
    expect(await planDraft(askForNext(1), draft, context)).toEqual({
      kind: 'make-first',
      differs: ["the model's effort", 'metadata `owner`'],
      newest: 1,
    });
  });

  it('makes first what it does not know', async () => {
    const { context } = await setUp([one]);
    const draft = await loadDraft({ ...one, future_key: 1 });
    expect(await planDraft(askForNext(1), draft, context)).toEqual({
      kind: 'make-first',
      differs: ['the key "future_key"'],
      newest: 1,
    });
  });

  it('counts an effort that left the file as a difference', async () => {
    const { context } = await setUp([{ ...one, model: { id: 'claude-haiku-4-5', effort: 'max' } }]);
    expect(await planDraft(askForNext(1), await loadDraft(one), context)).toMatchObject({
      kind: 'make-first',
      differs: ["the model's effort"],
    });
  });

  it('is not misled by a mark that a version made by hand inherited', async () => {
    const { context, service } = await setUp([one]);
    const toolset = { type: 'agent_toolset_20260401' };
    const draft = await loadDraft(two);
    await makeVersion(draftPin, draft, 1, context);
    await service.updateAgent(AGENT, 2, { tools: [toolset] });
    await service.updateAgent(AGENT, 3, { system: 'By hand.', tools: [] });
    expect((await service.agent(AGENT)).metadata).toEqual({ [DIGEST_KEY]: draft.digest });
    expect(await planDraft(askForNext(1), draft, context)).toMatchObject({
      kind: 'found',
      version: { version: 2 },
    });
    const third = await loadDraft({ ...one, system: 'Three.' });
    expect(await planDraft(askForNext(4), third, context)).toMatchObject({
      kind: 'try',
      over: { version: 4 },
    });
  });

  it('makes nothing', async () => {
    const { context, emulator } = await setUp([one]);
    await planDraft(askForNext(1), await loadDraft(two), context);
    expect(emulator.requests().byRoute).toEqual({ 'GET /v1/agents/:id/versions': 1 });
  });

  describe('refuses', () => {
    const armed = { ...two, tools: [{ type: 'agent_toolset_20260401' }] };

    it('a draft that would act, unless the base says that it may', async () => {
      const { context } = await setUp([one]);
      const draft = await loadDraft(armed);
      expect(await sentencesOf(planDraft(askForNext(1), draft, context))).toEqual([
        'prompts/x/pinned-version.yml:2: The draft (`prompts/x/triage.agent.yaml`) has the tool `agent_toolset_20260401`, so evaluating it would act for real; no session was started. If that is what you want, set `tools: run` in `prompts/x/gate.yml` on the base branch first.',
      ]);
      const { context: willing } = await setUp([one], { tools: 'run' });
      expect(await planDraft(askForNext(1), draft, willing)).toMatchObject({ kind: 'try' });
      const fromHead: ResolveContext = { ...willing, source: { ...willing.source, from: 'head' } };
      expect(await sentencesOf(planDraft(askForNext(1), draft, fromHead))).toEqual([
        expect.stringContaining('a change cannot allow itself to run tools'),
      ]);
    });

    it('a version that is there and would act, but not one that is pinned already', async () => {
      const { context } = await setUp([one, { ...two, tools: [{ type: 'agent_toolset_20260401' }] }]);
      const draft = await loadDraft(armed);
      expect(await sentencesOf(planDraft(askForNext(1), draft, context))).toEqual([
        expect.stringContaining('The candidate (version 2 of "agent_x") has the tool'),
      ]);
      expect(await planDraft(askForNext(2), draft, context)).toMatchObject({ kind: 'found' });
    });

    it('allows a draft that drops the tools of its version', async () => {
      const { context } = await setUp([{ ...two, tools: [{ type: 'agent_toolset_20260401' }] }]);
      expect(await planDraft(askForNext(1), await loadDraft(two), context)).toMatchObject({
        kind: 'try',
        overrides: { tools: [] },
        config: { tools: [] },
      });
    });

    it('a file without room for the mark, before anything is tried', async () => {
      const { context } = await setUp([one]);
      const metadata = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`k${index}`, 'v']));
      expect(
        await sentencesOf(planDraft(askForNext(1), await loadDraft({ ...one, metadata }), context)),
      ).toEqual([expect.stringContaining('`metadata` should have at most 15 pairs')]);
    });

    it('an agent that does not exist, is no agent, or is archived', async () => {
      const draft = await loadDraft(one);
      const { context, emulator } = await setUp([one]);
      const ask = (agent: string) =>
        sentencesOf(planDraft({ ...askForNext(1), candidate: { ...draftPin, agent } }, draft, context));
      expect(await ask('agent_nobody')).toEqual([
        expect.stringMatching(
          /^prompts\/x\/pinned-version\.yml:2: The candidate's agent "agent_nobody" does not exist/,
        ),
      ]);
      expect(await ask('triage')).toEqual([
        expect.stringMatching(
          /:2: The candidate's agent "triage" is refused by Managed Agents \(400, "Invalid agent ID\."\)/,
        ),
      ]);
      const response = await fetch(`${emulator.url}/v1/agents/${AGENT}/archive`, {
        method: 'POST',
        headers: {
          'x-api-key': 'key',
          'anthropic-version': '2026-10-21',
          'anthropic-beta': 'managed-agents-2026-04-01',
        },
      });
      expect(response.status).toBe(200);
      expect(await ask(AGENT)).toEqual([
        expect.stringMatching(
          /:2: The candidate's agent "agent_x" was archived at \S+, and an archived agent cannot be run\./,
        ),
      ]);
    });
  });

  it('plans for the session to run exactly the draft', async () => {
    const { context, service } = await setUp([one]);
    const draft = await loadDraft({
      ...two,
      model: { id: 'claude-opus-5', speed: 'fast' },
      skills: [{ type: 'anthropic', skill_id: 'xlsx' }],
      tools: [{ type: 'custom', name: 'look', description: 'Looks.', input_schema: { type: 'object' } }],
    });
    const willing: ResolveContext = {
      ...context,
      source: { ...context.source, policy: { ...context.source.policy, tools: 'run' } },
    };
    const plan = await planDraft(askForNext(1), draft, willing);
    if (plan.kind !== 'try') throw new Error('It should be tried.');
    expect(isSameConfig(plan.config, draft.config)).toBe(true);
    const sent = { environment: 'env_1', title: 't', message: 'm', metadata: {}, overrides: plan.overrides };
    await service.createSession({ agent: AGENT, version: plan.over.version, ...sent });
    const { version } = await makeVersion(draftPin, draft, plan.newest, context);
    expect(isSameConfig(version, plan.config)).toBe(true);
  });
});
