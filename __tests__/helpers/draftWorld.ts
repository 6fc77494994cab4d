import { stringify } from 'yaml';
import {
  createManagedAgents,
  type ManagedAgents,
} from '../../emulator/managed-agents/createManagedAgents.ts';
import type { FaultScript } from '../../emulator/managed-agents/faults/faultScript.ts';
import type { SeedState } from '../../emulator/managed-agents/seedState.ts';
import { createAgentService } from '../../src/adapters/managed-agents/createAgentService.ts';
import { type LoadedAgentFile, loadAgentFile } from '../../src/config/loadAgentFile.ts';
import type { AgentParams } from '../../src/domain/agent.ts';
import type { AgentService } from '../../src/domain/agentService.ts';
import type { DraftedPinChange, DraftPin } from '../../src/domain/pin.ts';
import type { ResolveContext } from '../../src/resolve/resolveVersions.ts';
import { makePolicy } from './makePolicy.ts';
import { memoryRepository } from './memoryRepository.ts';

export const AGENT = 'agent_x';
export const AGENT_FILE = 'prompts/x/triage.agent.yaml';
export const draftPin: DraftPin = {
  path: 'prompts/x/pinned-version.yml',
  agent: AGENT,
  version: 'next',
  versionLine: 2,
};

export type Versions = NonNullable<SeedState['agents']>[number]['versions'];

/** A pin that says `next` and said `version` before; undefined: a new pin. */
export function askForNext(version: number | undefined): DraftedPinChange {
  const { path, agent, versionLine } = draftPin;
  const baseline = version === undefined ? undefined : { path, agent, version, versionLine };
  return { kind: 'drafted', path, baseline, candidate: draftPin };
}

/** An agent file with these keys, as it is loaded. */
export function loadDraft(params: AgentParams): Promise<LoadedAgentFile> {
  return loadAgentFile(memoryRepository({ head: { [AGENT_FILE]: stringify(params) } }), 'head', AGENT_FILE);
}

/** Managed Agents, emulated, with one agent; pauses take no time. */
export async function startDraftWorld(
  versions: Versions,
  faults: FaultScript = [],
  policy: Readonly<Record<string, unknown>> = {},
): Promise<{
  emulator: ManagedAgents;
  service: AgentService;
  context: ResolveContext;
  slept: number[];
}> {
  const emulator = await createManagedAgents({
    model: { answer: () => ({ reply: 'OK', latencyMs: 1, inputTokens: 1, outputTokens: 1 }) },
    seedState: { environments: [{ id: 'env_1', name: 'pin-gate' }], agents: [{ id: AGENT, versions }] },
    faults,
  });
  const service = createAgentService({ apiKey: 'key', baseUrl: emulator.url });
  const slept: number[] = [];
  const clock = {
    now: () => 0,
    sleep: (ms: number) => {
      slept.push(ms);
      return Promise.resolve();
    },
  };
  const source = {
    policy: makePolicy(policy),
    path: 'prompts/x/gate.yml',
    commit: 'base',
    from: 'base',
  } as const;
  return { emulator, service, context: { service, clock, source }, slept };
}
