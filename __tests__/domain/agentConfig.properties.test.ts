import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { ManagedAgents } from '../../emulator/managed-agents/createManagedAgents.ts';
import { loadAgentFile } from '../../src/config/loadAgentFile.ts';
import { digestConfig } from '../../src/domain/agentConfig/digestConfig.ts';
import { isSameConfig } from '../../src/domain/agentConfig/isSameConfig.ts';
import { listConfigDifferences } from '../../src/domain/agentConfig/listConfigDifferences.ts';
import { normalizeAgentConfig } from '../../src/domain/agentConfig/normalizeAgentConfig.ts';
import type { AgentService } from '../../src/domain/agentService.ts';
import type { Json } from '../../src/domain/fixture.ts';
import { isJsonRecord } from '../../src/domain/isJsonRecord.ts';
import { expressOverrides } from '../../src/resolve/draft/expressOverrides.ts';
import { makeVersion } from '../../src/resolve/draft/makeVersion.ts';
import { arbitraryAgentFile } from '../helpers/arbitraryAgentFile.ts';
import { AGENT, draftPin, loadDraft, startDraftWorld } from '../helpers/draftWorld.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';

/** The same with the keys of every map the other way round. */
function turnKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(turnKeys);
  if (!isJsonRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turnKeys(inner)]),
  );
}

function turnList(value: Json | undefined): Json {
  return Array.isArray(value) ? value.toReversed() : (value ?? null);
}

describe('a configuration', () => {
  let emulator: ManagedAgents;
  let service: AgentService;
  beforeAll(async () => {
    ({ emulator, service } = await startDraftWorld([{ name: 'triage', model: 'claude-haiku-4-5' }]));
  });
  afterAll(() => emulator.close());

  it('is normal once it has been made normal', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAgentFile, async (params) => {
        const { config } = await loadDraft(params);
        expect(normalizeAgentConfig(config)).toEqual(config);
      }),
    );
  });

  it('is the same when it comes back from the service', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAgentFile, async (params) => {
        const draft = await loadDraft(params);
        const made = await service.createAgent(draft.params);
        expect(normalizeAgentConfig(made)).toEqual(draft.config);
        expect(listConfigDifferences(made, draft.config)).toEqual([]);
        expect(digestConfig(made)).toBe(draft.digest);
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on orders that mean nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAgentFile, async (params) => {
        const turned = turnKeys({
          ...params,
          skills: turnList(params['skills']),
          mcp_servers: turnList(params['mcp_servers']),
        });
        if (!isJsonRecord(turned)) throw new Error('It was a map.');
        const [one, other] = await Promise.all([loadDraft(params), loadDraft(turned)]);
        expect(other.digest).toBe(one.digest);
        expect(isSameConfig(one.config, other.config)).toBe(true);
      }),
    );
  });

  it('is the same as another one if and only if nothing differs and their digests are one', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAgentFile, arbitraryAgentFile, fc.boolean(), async (a, b, mix) => {
        const [one, other] = await Promise.all([
          loadDraft(a),
          loadDraft(mix ? { ...a, metadata: b['metadata'] ?? {} } : b),
        ]);
        const isSame = isSameConfig(one.config, other.config);
        expect(listConfigDifferences(one.config, other.config).length === 0).toBe(isSame);
        expect(one.digest === other.digest).toBe(isSame);
      }),
    );
  });

  it('is reached from any other one by an update', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryAgentFile, { minLength: 1, maxLength: 4 }), async (files) => {
        emulator.reset();
        const context = { service, clock: { now: () => 0, sleep: () => Promise.resolve() } };
        for (const file of files) {
          const draft = await loadDraft(file);
          const { version: newest } = await service.agent(AGENT);
          const { version, raced } = await makeVersion(draftPin, draft, newest, context);
          expect(raced).toBe(false);
          expect(isSameConfig(version, draft.config)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('laid over another one is what it says, or says what is in the way', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAgentFile, arbitraryAgentFile, async (a, b) => {
        // Often alike in what no session can be given.
        const alike = {
          name: b['name'] ?? 'x',
          metadata: b['metadata'] ?? {},
          description: b['description'] ?? null,
        };
        for (const params of [
          a,
          {
            ...a,
            ...alike,
            multiagent: b['multiagent'] ?? null,
            execution_identity: b['execution_identity'] ?? null,
          },
        ]) {
          const [draft, base] = await Promise.all([loadDraft(params), loadDraft(b)]);
          const version = makeAgentVersion(base.config);
          const expressed = expressOverrides(draft.config, version);
          if ('differs' in expressed) {
            expect(expressed.differs.length).toBeGreaterThan(0);
            continue;
          }
          const { effort } = version.model;
          const model = {
            ...(expressed.overrides.model ?? version.model),
            ...(effort === undefined ? {} : { effort }),
          };
          expect(expressed.overrides.model ?? {}).not.toHaveProperty('effort');
          expect(isSameConfig({ ...version, ...expressed.overrides, model }, draft.config)).toBe(true);
        }
      }),
    );
  });

  it('takes its system prompt from a file beside it as it takes it from within', async () => {
    const text = fc.string({ unit: 'grapheme' }).filter((system) => !/\0/.test(system));
    await fc.assert(
      fc.asyncProperty(text, async (system) => {
        const file = { name: 'triage', model: 'm' };
        const files = {
          'p/a.yaml': stringify({ ...file, system }),
          'p/b.yaml': stringify({ ...file, 'system-file': 'system.md' }),
          'p/system.md': system,
        };
        const repository = memoryRepository({ head: files });
        const [inline, beside] = await Promise.all(
          ['p/a.yaml', 'p/b.yaml'].map((path) => loadAgentFile(repository, 'head', path)),
        );
        expect(beside?.config).toEqual(inline?.config);
        expect(beside?.params).toEqual(inline?.params);
      }),
    );
  });
});
