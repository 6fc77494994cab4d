import type { AgentVersion } from '../../domain/agent.ts';
import { type AgentDraft, DIGEST_KEY } from '../../domain/agentDraft.ts';
import type { AgentService } from '../../domain/agentService.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { callService } from '../callService.ts';
import { type DeadlineContext, withDeadline } from '../withDeadline.ts';
import { describeDrift } from './describeDrift.ts';

/** For the one more question, in milliseconds: no verdict depends on its answer. */
const DEADLINE_MS = 5_000;

export interface DriftContext extends DeadlineContext {
  readonly service: AgentService;
}

/**
 * What `describeDrift` says. Where the version differs and carries the file's mark, asks for the version before: that
 * tells whether Pin Gate made it from this very file, and the service filled something in. Should it not answer, the
 * difference is told.
 */
export async function findDrift(
  draft: AgentDraft,
  version: AgentVersion,
  { service, clock, signal }: DriftContext,
  occasion: { readonly isRollback?: boolean } = {},
): Promise<string | undefined> {
  const drift = describeDrift(draft, version, occasion);
  // The first version has none before it, and `describeDrift` knows that.
  if (drift === undefined || version.version === 1 || version.metadata[DIGEST_KEY] !== draft.digest)
    return drift;
  const ask = async (until: AbortSignal) => {
    const before = await callService(
      () => service.agentVersion(version.agent, version.version - 1, until),
      clock,
      until,
      DEADLINE_MS,
    );
    return describeDrift(draft, version, { ...occasion, before });
  };
  try {
    return await withDeadline(DEADLINE_MS, { clock, signal }, ask, drift);
  } catch (error) {
    if (error instanceof ServiceError) return drift;
    throw error;
  }
}
