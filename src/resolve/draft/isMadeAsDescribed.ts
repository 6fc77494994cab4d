import type { AgentVersion } from '../../domain/agent.ts';
import type { AgentDraft } from '../../domain/agentDraft.ts';
import { isSameConfig } from '../../domain/isSameConfig.ts';

/**
 * Whether a version that was made from an agent file has become what that describes. The service may fill in tools,
 * skills, a model's options and the like in ways that the gate does not know, but never what is compared here: the
 * texts, the metadata, and of the model whatever the file names.
 */
export function isMadeAsDescribed({ config }: AgentDraft, version: AgentVersion): boolean {
  const { name, system, description, metadata } = config;
  const model = { ...version.model, ...config.model };
  return isSameConfig({ ...version, name, system, description, metadata, model }, version);
}
