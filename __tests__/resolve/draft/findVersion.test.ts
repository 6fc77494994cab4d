import { describe, expect, it } from '@jest/globals';
import type { AgentVersion, VersionPage } from '../../../src/domain/agent.ts';
import { DIGEST_KEY } from '../../../src/domain/agentDraft.ts';
import { formatProblem, GateError } from '../../../src/domain/problem.ts';
import { ServiceError } from '../../../src/domain/serviceError.ts';
import { findVersion } from '../../../src/resolve/draft/findVersion.ts';
import { draftPin, loadDraft } from '../../helpers/draftWorld.ts';
import { makeAgentVersion } from '../../helpers/makeAgentVersion.ts';
import { stubService } from '../../helpers/stubService.ts';

const file = { name: 'Ticket triage', model: 'claude-haiku-4-5', system: 'Route the ticket.' };
const other = (version: number, parts: Partial<AgentVersion> = {}) =>
  makeAgentVersion({ version, system: `Prompt ${version}.`, ...parts });

/** A service with these versions, newest first, so many a page; a page's name is the index of its first. */
function serve(versions: readonly AgentVersion[], size = 100) {
  const asked: (string | undefined)[] = [];
  const service = stubService({
    versions: async (_, page): Promise<VersionPage> => {
      asked.push(page);
      const from = Number(page ?? 0);
      const next = from + size < versions.length ? String(from + size) : undefined;
      return { versions: versions.slice(from, from + size), next };
    },
  });
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  return { context: { service, clock }, asked };
}

async function find(versions: readonly AgentVersion[], size?: number, draft = loadDraft(file)) {
  const { context, asked } = serve(versions, size);
  return { ...(await findVersion(draftPin, await draft, context)), asked };
}

async function sentencesOf(finding: Promise<unknown>): Promise<readonly string[]> {
  const error = await finding.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof GateError)) throw new Error('Nothing was refused.');
  return error.problems.map(formatProblem);
}

describe('findVersion', () => {
  it('reads all pages where there is no match, and no further than the newest match', async () => {
    const same = makeAgentVersion({ version: 3 });
    const versions = [other(5), other(4), same, other(2), makeAgentVersion({ version: 1 })];
    expect(await find(versions, 1)).toMatchObject({
      match: same,
      newest: versions[0],
      asked: [undefined, '1', '2'],
    });
    const none = [other(3), other(2), other(1)];
    expect(await find(none, 2)).toMatchObject({ match: undefined, all: none, asked: [undefined, '2'] });
  });

  it('gives up on the oldest of very many', async () => {
    const versions = Array.from({ length: 30 }, (_, index) => other(30 - index));
    const { asked, all } = await find(versions, 1);
    expect(asked).toHaveLength(20);
    expect(all.at(-1)?.version).toBe(11);
  });

  it('puts versions in order that came in none', async () => {
    const { newest, all } = await find([other(1), other(3), other(2)]);
    expect(newest.version).toBe(3);
    expect(all.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it('knows a version that Pin Gate made by its mark, whatever the service filled in', async () => {
    const draft = loadDraft({ ...file, tools: [{ type: 'search' }] });
    const metadata = { [DIGEST_KEY]: (await draft).digest };
    const made = makeAgentVersion({ version: 2, metadata, tools: [{ type: 'search', depth: 3 }] });
    expect((await find([made, other(1)], 100, draft)).match).toBe(made);
    // Also where the version before is on the next page, and on none where there is none before.
    expect((await find([made, other(1)], 1, draft)).match).toBe(made);
    expect((await find([{ ...made, version: 1 }], 100, draft)).match).toMatchObject({ version: 1 });
  });

  it.each<[string, Partial<AgentVersion>]>([
    ['the name', { name: 'other' }],
    ['the model', { model: { id: 'claude-opus-5' } }],
    ["the model's speed", { model: { id: 'claude-haiku-4-5', speed: 'fast' } }],
    ['the prompt', { system: 'Other.' }],
    ['the description', { description: 'Other.' }],
    ['the metadata', { metadata: { owner: 'x' } }],
    ['what tools there are', { tools: [{ type: 'by-hand' }] }],
    ['what servers there are', { mcpServers: [{ type: 'url', name: 'a', url: 'https://a.test' }] }],
    ['what skills there are', { skills: [{ type: 'custom', skill_id: 'x' }] }],
    ['whether there are sub-agents', { multiagent: { type: 'coordinator' } }],
    ['what its sessions act as', { executionIdentity: { type: 'aws_role' } }],
  ])('believes no mark where %s is not that of the file', async (_, parts) => {
    const { digest } = await loadDraft(file);
    const metadata = { [DIGEST_KEY]: digest, ...parts.metadata };
    const model = { id: 'claude-haiku-4-5', effort: { type: 'low' } };
    const bent = makeAgentVersion({ version: 2, model, ...parts, metadata });
    expect((await find([bent, other(1)])).match).toBeUndefined();
  });

  it('believes no mark that a version inherited from the one before', async () => {
    const { digest } = await loadDraft(file);
    const metadata = { [DIGEST_KEY]: digest };
    const made = makeAgentVersion({ version: 2, metadata });
    const byHand = makeAgentVersion({ version: 3, metadata, tools: [{ type: 'by-hand' }] });
    expect((await find([byHand, made, other(1)])).match).toBe(made);
    expect((await find([byHand, { ...made, system: 'Bent.' }, other(1)])).match).toBeUndefined();
  });

  it('takes a file with keys that it does not know by its mark alone', async () => {
    const draft = loadDraft({ ...file, future_key: 1 });
    const { digest } = await draft;
    const same = makeAgentVersion({ version: 2 });
    expect((await find([same, other(1)], 100, draft)).match).toBeUndefined();
    const marked = { ...same, metadata: { [DIGEST_KEY]: digest } };
    expect((await find([marked, other(1)], 100, draft)).match).toBe(marked);
  });

  describe('an effort that the file leaves out', () => {
    const medium = { id: 'claude-haiku-4-5', effort: { type: 'medium' } };

    /** Made by Pin Gate from a file that leaves the effort out, which the service filled in. */
    const filledIn = async (version: number, system: string) =>
      makeAgentVersion({
        version,
        system,
        model: medium,
        metadata: { [DIGEST_KEY]: (await loadDraft({ ...file, system })).digest },
      });

    it('is the one that the service filled in before', async () => {
      const older = await filledIn(2, 'Older.');
      const { match, config } = await find([older, other(1)]);
      expect(match).toBeUndefined();
      expect(config.model).toEqual({ ...medium, speed: 'standard' });
      const byHand = makeAgentVersion({ version: 3, model: medium });
      expect((await find([byHand, older, other(1)])).match).toBe(byHand);
    });

    it('is unknown where nothing tells: a mark that was inherited, another model, a version made by hand', async () => {
      const older = await filledIn(2, 'Older.');
      const high = { ...older, version: 3, model: { ...medium, effort: { type: 'high' } } };
      const bare = { ...older, model: { id: 'claude-haiku-4-5' } };
      const elsewhere = { ...older, model: { id: 'claude-opus-5', effort: { type: 'medium' } } };
      for (const versions of [[high, bare, other(1)], [elsewhere, other(1)], [other(1, { model: medium })]]) {
        expect((await find(versions)).config.model).not.toHaveProperty('effort');
      }
    });

    it('is never put in place of one that the file names', async () => {
      const older = await filledIn(2, 'Older.');
      const draft = loadDraft({ ...file, model: { id: 'claude-haiku-4-5', effort: 'low' } });
      expect((await find([older, other(1)], 100, draft)).config.model['effort']).toEqual({ type: 'low' });
    });
  });

  it('tries again where that may help, and says what is wrong where it does not', async () => {
    const { context } = serve([other(1)]);
    const { service } = context;
    let calls = 0;
    const failing = (kind: 'unavailable' | 'forbidden', times: number) =>
      stubService({
        versions: (...args) => {
          calls += 1;
          if (calls > times) return service.versions(...args);
          return Promise.reject(new ServiceError('Managed Agents', kind, 'No.', { status: 503 }));
        },
      });
    const draft = await loadDraft(file);
    expect(
      await findVersion(draftPin, draft, { ...context, service: failing('unavailable', 3) }),
    ).toMatchObject({ newest: { version: 1 } });
    calls = 0;
    expect(
      await sentencesOf(findVersion(draftPin, draft, { ...context, service: failing('forbidden', 1) })),
    ).toEqual([
      expect.stringMatching(
        /^prompts\/x\/pinned-version\.yml:2: Could not list the versions of agent "agent_x" .* lacks a permission/,
      ),
    ]);
    expect(await sentencesOf(findVersion(draftPin, draft, serve([]).context))).toEqual([
      expect.stringContaining('Managed Agents lists no version of agent "agent_x"'),
    ]);
  });
});
