import type { AgentService, SessionStatus, SessionSummary } from '../domain/agentService.ts';
import type { PinPlan, RunIdentity } from '../domain/evaluation.ts';
import { type CallPorts, callService, GivenUp } from './callService.ts';
import type { Janitor } from './janitor.ts';
import { isOfPin, isOfRun } from './sessionLabels.ts';

const MINUTE_MS = 60_000;
/**
 * The listing cannot filter by metadata, and production sessions of the same agent are in it too: so many
 * pages are read for one agent, the newest first, and no more.
 */
const MOST_PAGES = 5;
/** Strays cleaned up in one run; so many fit into the default burst of requests. The next run takes the rest. */
const MOST_STRAYS = 50;
const OLDEST_STRAY_MS = 30 * 24 * 60 * MINUTE_MS;
/** How far this machine's clock and the service's may be apart. */
const CLOCK_SKEW_MS = 5 * MINUTE_MS;
const OPEN: readonly SessionStatus[] = ['idle', 'running', 'rescheduling'];

export interface SweepPorts extends CallPorts {
  readonly service: AgentService;
  readonly janitor: Janitor;
}

/**
 * How old a session must be to be nobody's any more. A live run of another pull request may be working on the
 * same pin: its trials take up to their timeout, once more that for whatever went slowly, and meanwhile a
 * rate limit may have held them for 15 minutes (callService); 5 more for archiving and for clocks.
 */
export function strayAgeMs(plans: readonly PinPlan[]): number {
  const timeouts = plans.map((plan) => plan.policy.limits['timeout-seconds'] * 1000);
  return 2 * Math.max(0, ...timeouts) + 20 * MINUTE_MS;
}

/**
 * Archives what killed runs on the same pins left behind: sessions of the same agent, old enough, still open,
 * and by their metadata this repository's and this pin's. Never throws, for nothing depends on it.
 */
export async function sweepStrays(
  plans: readonly PinPlan[],
  run: RunIdentity,
  ports: SweepPorts,
  signal: AbortSignal,
): Promise<void> {
  const now = ports.clock.now();
  const range = { createdFrom: now - OLDEST_STRAY_MS, createdBefore: now - strayAgeMs(plans) };
  for (const [agent, pins] of pinsByAgent(plans)) {
    const isStray = ({ metadata }: SessionSummary) =>
      !isOfRun(metadata, run) && pins.some((pin) => isOfPin(metadata, run.repository, pin));
    const count = await sweep({ agent, ...range }, isStray, MOST_STRAYS, ports, signal);
    if (count > 0)
      ports.log.info(
        `Archiving ${count === 1 ? 'a session' : `${count} sessions`} that an earlier run left behind on ${pins.join(', ')}.`,
      );
  }
}

/**
 * Archives sessions of this very run whose ids never arrived, because a create request took effect and its
 * answer was lost. `known` holds the ids that did arrive. Never throws.
 */
export async function sweepLost(
  plans: readonly PinPlan[],
  run: RunIdentity,
  startedAt: number,
  known: ReadonlySet<string>,
  ports: SweepPorts,
  signal: AbortSignal,
): Promise<void> {
  const range = {
    createdFrom: startedAt - CLOCK_SKEW_MS,
    createdBefore: ports.clock.now() + CLOCK_SKEW_MS,
  };
  const isLost = ({ id, metadata }: SessionSummary) => isOfRun(metadata, run) && !known.has(id);
  for (const agent of pinsByAgent(plans).keys())
    await sweep({ agent, ...range }, isLost, Number.POSITIVE_INFINITY, ports, signal);
}

/** Hands all sessions of the range that `matches` to the janitor; how many that were. */
async function sweep(
  range: { agent: string; createdFrom: number; createdBefore: number },
  matches: (session: SessionSummary) => boolean,
  most: number,
  ports: SweepPorts,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  let next: string | undefined;
  try {
    for (let pages = 0; pages < MOST_PAGES && count < most; pages += 1) {
      const query = { ...range, statuses: OPEN, ...(next === undefined ? {} : { page: next }) };
      const page = await callService('read', () => ports.service.sessions(query, signal), ports, signal);
      for (const session of page.sessions.filter(matches).slice(0, most - count)) {
        ports.janitor.cleanUp(session.id, { interrupt: session.status !== 'idle' });
        count += 1;
      }
      next = page.next;
      if (next === undefined) break;
    }
  } catch (error) {
    if (!(error instanceof GivenUp))
      ports.log.warning(
        `Could not look for sessions that were left behind on agent ${range.agent}: ` +
          `${error instanceof Error ? error.message : String(error)} The verdict does not depend on it.`,
      );
  }
  return count;
}

function pinsByAgent(plans: readonly PinPlan[]): ReadonlyMap<string, readonly string[]> {
  const pins = new Map<string, string[]>();
  for (const plan of plans) {
    const agents = new Set([plan.baseline?.agent ?? plan.candidate.agent, plan.candidate.agent]);
    for (const agent of agents) pins.set(agent, [...(pins.get(agent) ?? []), plan.pin]);
  }
  return pins;
}
