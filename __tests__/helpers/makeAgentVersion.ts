import type { AgentVersion } from '../../src/domain/agent.ts';

/** Version 1 of `agent_x`, which can only talk. */
export function makeAgentVersion(parts: Partial<AgentVersion> = {}): AgentVersion {
  return {
    agent: 'agent_x',
    version: 1,
    name: 'Ticket triage',
    model: { id: 'claude-haiku-4-5' },
    system: 'Route the ticket.',
    description: '',
    tools: [],
    mcpServers: [],
    skills: [],
    multiagent: null,
    metadata: {},
    executionIdentity: null,
    createdAt: '2026-08-01T00:00:00Z',
    updatedAt: '2026-08-01T00:00:00Z',
    archivedAt: null,
    ...parts,
  };
}
