import type { AgentVersion } from '../../domain/agent.ts';
import { DIGEST_KEY } from '../../domain/agentDraft.ts';

/**
 * The digest of the agent file that Pin Gate made this version from; undefined where it did not make it, or where that
 * cannot be told. An update by hand inherits the metadata, so the version before must not carry the same.
 */
export function findOwnDigest(
  { version, metadata }: AgentVersion,
  before: AgentVersion | undefined,
): string | undefined {
  const digest = metadata[DIGEST_KEY];
  if (version === 1) return digest;
  return before === undefined || before.metadata[DIGEST_KEY] === digest ? undefined : digest;
}
