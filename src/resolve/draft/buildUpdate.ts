import type { AgentParams, AgentVersion } from '../../domain/agent.ts';
import { type AgentDraft, DIGEST_KEY } from '../../domain/agentDraft.ts';

/**
 * The parameters of an update after which the agent is what the draft describes, whatever it was before. An update
 * leaves alone what it does not mention, so everything is mentioned: null clears what the file does not have, the
 * effort of the model and each pair of the metadata included. Only a key that the gate does not know stays when it leaves
 * the file: nothing tells then that it was ever there.
 */
export function buildUpdate(
  { params, config, others, digest }: AgentDraft,
  current: AgentVersion,
): AgentParams {
  const gone = Object.keys(current.metadata).map((key) => [key, null] as const);
  return {
    ...others,
    name: config.name,
    model: { ...config.model, effort: config.model['effort'] ?? null },
    description: config.description === '' ? null : config.description,
    system: config.system === '' ? null : config.system,
    tools: params['tools'] ?? null,
    mcp_servers: params['mcp_servers'] ?? null,
    skills: params['skills'] ?? null,
    multiagent: params['multiagent'] ?? null,
    execution_identity: params['execution_identity'] ?? null,
    metadata: { ...Object.fromEntries(gone), ...config.metadata, [DIGEST_KEY]: digest },
  };
}
