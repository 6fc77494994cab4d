import type { AgentConfig, AgentVersion } from '../../domain/agent.ts';
import { digestConfig } from '../../domain/agentConfig/digestConfig.ts';
import type { AgentDraft } from '../../domain/agentDraft.ts';
import { findOwnDigest } from './findOwnDigest.ts';

/**
 * The draft's configuration with the effort that its model has by default, where the file leaves the effort out and
 * one of the versions tells: Pin Gate made it from a file that left the effort out as well, and the service filled it
 * in. Nothing else says what a model's default is. `versions` are newest first.
 */
export function fillInEffort({ config }: AgentDraft, versions: readonly AgentVersion[]): AgentConfig {
  if (config.model['effort'] !== undefined) return config;
  for (const [index, version] of versions.entries()) {
    const { effort, ...model } = version.model;
    if (effort === undefined || model.id !== config.model.id) continue;
    const digest = findOwnDigest(version, versions[index + 1]);
    if (digest === digestConfig({ ...version, model })) {
      return { ...config, model: { ...config.model, effort } };
    }
  }
  return config;
}
