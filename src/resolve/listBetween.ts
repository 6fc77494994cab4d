import type { VersionSummary } from '../domain/agent.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { Clock } from '../domain/clock.ts';
import type { NumberedPinChange } from '../domain/pin.ts';
import { quote } from '../domain/quote.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { callService } from './callService.ts';
import { explainServiceError } from './explainServiceError.ts';

/** Pages of a hundred: an agent has to have two thousand newer versions before a listing is given up. */
const MOST_PAGES = 20;
/** What a listing that no verdict depends on waits for a rate limit, in milliseconds. */
const LONGEST_WAIT = 5_000;

export interface BetweenContext {
  readonly service: AgentService;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

export interface BetweenVersions {
  /** In ascending order; undefined when they could not be listed. */
  readonly versions: readonly VersionSummary[] | undefined;
  /** A sentence that says why they could not be listed. */
  readonly warnings: readonly string[];
}

/**
 * The versions that a change passes over: from 3 to 7 those are 4, 5 and 6, and from 7 to 3 the same. Asks the service
 * only where there are any, page by page from the newest down to the older of the two. No verdict depends on them,
 * so a service that fails is a warning, not an error.
 */
export async function listBetween(
  change: NumberedPinChange,
  { service, clock, signal }: BetweenContext,
): Promise<BetweenVersions> {
  if (change.kind === 'added' || change.kind === 'moved-agent') return { versions: [], warnings: [] };
  const { agent } = change.candidate;
  const [low = 0, high = 0] = [change.baseline.version, change.candidate.version].sort((a, b) => a - b);
  if (high - low < 2) return { versions: [], warnings: [] };

  const found = new Map<number, VersionSummary>();
  try {
    let page: string | undefined;
    for (let read = 0; read < MOST_PAGES; read += 1) {
      const here = page;
      const list = await callService(
        () => service.versions(agent, here, signal),
        clock,
        signal,
        LONGEST_WAIT,
      );
      for (const { version, updatedAt: madeAt } of list.versions)
        if (version > low && version < high) found.set(version, { version, madeAt });
      page = list.next;
      if (page === undefined || list.versions.some(({ version }) => version <= low + 1)) {
        return { versions: [...found.values()].sort((a, b) => a.version - b.version), warnings: [] };
      }
    }
    return giveUp(`there are too many newer ones of agent ${quote(agent)}.`, low, high);
  } catch (error) {
    if (signal?.aborted) return { versions: undefined, warnings: [] };
    if (!(error instanceof ServiceError)) throw error;
    return giveUp(explainServiceError(error, `list the versions of agent ${quote(agent)}`), low, high);
  }
}

function giveUp(reason: string, low: number, high: number): BetweenVersions {
  const warning = `The versions between ${low} and ${high} are not listed (no verdict depends on them): ${reason}`;
  return { versions: undefined, warnings: [warning] };
}
