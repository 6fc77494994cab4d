import type { Counts } from '../services/serviceSpec.ts';

/** How many requests to Managed Agents a run took, by what they were for. */
export interface TrialRequests {
  /** Requests about its own session, per trial, archive retries aside. */
  readonly perTrial: number;
  /** Archives that came too early and had to be repeated, per trial. */
  readonly archiveRetries: number;
  /** For the run as a whole: versions, environment, sessions left behind by earlier runs. */
  readonly perRun: number;
}

export function countTrialRequests({ agents, sessions }: Counts): TrialRequests {
  const sum = (matches: (route: string) => boolean) =>
    Object.entries(agents).reduce((total, [route, times]) => total + (matches(route) ? times : 0), 0);
  const archives = sum((route) => route === 'POST /v1/sessions/:id/archive');
  const ofSessions = sum((route) => route === 'POST /v1/sessions' || route.includes('/v1/sessions/'));
  const retries = Math.max(0, archives - sessions);
  return {
    perTrial: (ofSessions - retries) / sessions,
    archiveRetries: retries / sessions,
    perRun: sum(() => true) - ofSessions,
  };
}
