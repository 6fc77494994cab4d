import type { AgentParams, AgentVersion } from '../../src/domain/agent.ts';
import type { AgentService } from '../../src/domain/agentService.ts';
import { ServiceError } from '../../src/domain/serviceError.ts';
import { makeAgentVersion } from './makeAgentVersion.ts';

/** One agent of Managed Agents: its versions in memory, and the updates that were asked for. */
export function createFakeAgent(first: readonly AgentVersion[] = [makeAgentVersion()]) {
  const versions = [...first];
  const updates: AgentParams[] = [];
  const newest = () => {
    const last = versions.at(-1);
    if (last === undefined) throw new Error('the agent has no version');
    return last;
  };
  const service: Partial<AgentService> = {
    agent: async () => newest(),
    agentVersion: async (_, number) => {
      const found = versions.find(({ version }) => version === number);
      if (found === undefined)
        throw new ServiceError('Managed Agents', 'not-found', 'Agent version not found.');
      return found;
    },
    versions: async () => ({ versions: versions.toReversed(), next: undefined }),
    updateAgent: async (_, expected, params) => {
      updates.push(params);
      const current = newest();
      if (current.version !== expected) throw new ServiceError('Managed Agents', 'conflict', 'too late');
      const made = update(current, params);
      versions.push(made);
      return made;
    },
  };
  return { versions, updates, service };
}

function update(current: AgentVersion, params: AgentParams): AgentVersion {
  const {
    model,
    system,
    metadata = {},
    multiagent = null,
  } = params as {
    readonly model: AgentVersion['model'];
    readonly system: string | null;
    readonly metadata?: Readonly<Record<string, string | null>>;
    readonly multiagent?: AgentVersion['multiagent'];
  };
  const pairs = Object.entries(metadata).flatMap(([key, value]) => (value === null ? [] : [[key, value]]));
  const { effort, ...rest } = model;
  return {
    ...current,
    version: current.version + 1,
    model: effort === null ? { ...rest, id: model.id } : model,
    system: system ?? '',
    multiagent,
    metadata: Object.fromEntries(pairs) as Readonly<Record<string, string>>,
  };
}
