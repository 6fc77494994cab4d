import type { AgentConfig } from '../agent.ts';
import { canonicalConfig } from './canonicalConfig.ts';

/** Whether two configurations are one, however they are written; marks of ours in the metadata do not count. */
export function isSameConfig(a: AgentConfig, b: AgentConfig): boolean {
  return JSON.stringify(canonicalConfig(a)) === JSON.stringify(canonicalConfig(b));
}
