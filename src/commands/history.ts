import { posix } from 'node:path';
import { readPin } from '../config/readPin.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { Clock } from '../domain/clock.ts';
import type { PinHistory } from '../domain/pinHistory.ts';
import type { PastState, PastVersion, PinPast } from '../domain/pinPast.ts';
import { GateError } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { findPinsAt } from '../find/findPinsAt.ts';
import { listVersions } from '../resolve/listVersions.ts';
import { toProblems } from '../toProblems.ts';
import { tellStates } from './history/tellStates.ts';

/** The world as somebody sees it who asks for a pin's past. */
export interface HistoryPorts {
  readonly resolveCommit: (branch: string) => Promise<string>;
  readonly repository: Repository;
  readonly history: PinHistory;
  /** Undefined where there is no key. */
  readonly connect: (() => Promise<AgentService>) | undefined;
  readonly clock: Clock;
}

export interface HistoryRequest {
  /** The path of the pin. */
  readonly pin: string;
  readonly branch: string;
}

/**
 * What a pin said on its branch and since when and, where there is a key, which of the agent's versions were never
 * pinned. What a person can mend never throws: it is among the problems.
 */
export async function tellHistory(
  ports: HistoryPorts,
  request: HistoryRequest,
  stop: AbortSignal,
): Promise<PinPast> {
  const { branch } = request;
  const path = posix.normalize(request.pin);
  const nothing: PinPast = {
    ...{ path, branch, commit: undefined, states: [], versions: undefined },
    ...{ problems: [], warnings: [] },
  };
  let commit: string | undefined;
  try {
    commit = await ports.resolveCommit(branch);
    const states = await ports.history.states(path, commit, branch);
    if (states.length === 0) throw await explainMissing(ports.repository, commit, path);
    const told = tellStates(states, (bytes) => readPin(path, bytes));
    return { ...nothing, commit, states: told, ...(await askVersions(told, ports, stop)) };
  } catch (error) {
    return { ...nothing, commit, problems: toProblems(error) };
  }
}

async function explainMissing(repository: Repository, commit: string, path: string): Promise<GateError> {
  const isPin = (file: string) => posix.basename(file) === 'pinned-version.yml';
  // It names what there is.
  await findPinsAt(commit, repository, isPin, path);
  return new GateError({ file: path, message: 'The history of the file is empty: is this clone shallow?' });
}

/** The history stands without it: what the service does not tell is a warning. */
async function askVersions(
  states: readonly PastState[],
  { connect, clock }: HistoryPorts,
  signal: AbortSignal,
): Promise<Pick<PinPast, 'versions' | 'warnings'>> {
  const live = states.find(({ pinned }) => pinned !== undefined)?.pinned;
  if (connect === undefined || live === undefined) return { versions: undefined, warnings: [] };
  try {
    const versions = await listVersions(live.agent, { service: await connect(), clock, signal });
    return {
      versions: versions.map((one): PastVersion => {
        const pinned = states.filter(
          (state) => state.pinned?.agent === live.agent && state.pinned.version === one.version,
        );
        return { ...one, pinnedAt: pinned.at(-1)?.at, isLive: one.version === live.version };
      }),
      warnings: [],
    };
  } catch (error) {
    if (!(error instanceof ServiceError || error instanceof GateError)) throw error;
    const reasons = toProblems(error).map(({ message }) => message);
    return {
      versions: undefined,
      warnings: [`The versions that the service has could not be listed. ${reasons.join(' ')}`],
    };
  }
}
