import type { VersionSummary } from '../domain/agent.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { Clock } from '../domain/clock.ts';
import { callService } from './callService.ts';

/** Pages of a hundred. */
const MOST_PAGES = 20;

/** An agent's versions, newest first; of one that has more than two thousand, the newest ones. Throws a `ServiceError`. */
export async function listVersions(
  agent: string,
  {
    service,
    clock,
    signal,
  }: { readonly service: AgentService; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<readonly VersionSummary[]> {
  const found = new Map<number, VersionSummary>();
  let page: string | undefined;
  for (let read = 0; read < MOST_PAGES; read += 1) {
    const here = page;
    const list = await callService(() => service.versions(agent, here, signal), clock, signal);
    for (const { version, updatedAt: madeAt } of list.versions) found.set(version, { version, madeAt });
    page = list.next;
    if (page === undefined) break;
  }
  return [...found.values()].sort((a, b) => b.version - a.version);
}
