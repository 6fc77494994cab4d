import { createHash } from 'node:crypto';
import type { AgentConfig, AgentParams } from '../agent.ts';
import { canonicalConfig } from './canonicalConfig.ts';

/**
 * `sha256:` and the SHA-256, in hexadecimal, of a configuration and of parameters that have no place in one. The same
 * for configurations that are the same; marks of ours in the metadata do not count.
 */
export function digestConfig(config: AgentConfig, others: AgentParams = {}): string {
  const parts = [
    JSON.stringify(canonicalConfig(config)),
    ...Object.keys(others)
      .sort()
      .map((key) => JSON.stringify([key, others[key] ?? null])),
  ];
  return `sha256:${createHash('sha256').update(parts.join('\n')).digest('hex')}`;
}
