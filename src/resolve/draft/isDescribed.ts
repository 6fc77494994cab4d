import type { AgentVersion } from '../../domain/agent.ts';
import { isSameConfig } from '../../domain/agentConfig/isSameConfig.ts';
import type { AgentDraft } from '../../domain/agentDraft.ts';

/** Whether a version has exactly the configuration that an agent file describes, as far as the gate can compare. */
export function isDescribed(draft: AgentDraft, version: AgentVersion): boolean {
  return Object.keys(draft.others).length === 0 && isSameConfig(draft.config, version);
}
