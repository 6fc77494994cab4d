import type { AgentParams, AgentVersion, SessionOverrides, VersionPage } from './agent.ts';
import type { SessionEvent } from './sessionEvent.ts';

export type SessionStatus = 'idle' | 'running' | 'rescheduling' | 'terminated';

export interface SessionRequest {
  readonly agent: string;
  readonly version: number;
  /** What is laid over the version for this session alone. */
  readonly overrides?: SessionOverrides | undefined;
  readonly environment: string;
  readonly title: string;
  readonly message: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface SessionSummary {
  readonly id: string;
  readonly status: SessionStatus;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

/** Times in milliseconds since the epoch: `createdFrom` is included, `createdBefore` is not. */
export interface SessionQuery {
  readonly agent: string;
  readonly createdFrom: number;
  readonly createdBefore: number;
  readonly statuses: readonly SessionStatus[];
  /** The previous page's `next`. */
  readonly page?: string;
}

export interface SessionPage {
  readonly sessions: readonly SessionSummary[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}

export interface Environment {
  readonly id: string;
  readonly name: string;
  readonly archivedAt: string | null;
}

/**
 * Managed Agents as the gate uses it. Every method is one HTTP request (listings: one a page), tries once
 * and throws a `ServiceError`: retries, pacing and deadlines belong to evaluate/, which has the whole run
 * in view. No answer is passed on unparsed.
 */
export interface AgentService {
  /** The newest version of the agent. */
  agent(id: string, signal?: AbortSignal): Promise<AgentVersion>;
  agentVersion(id: string, version: number, signal?: AbortSignal): Promise<AgentVersion>;
  /** One page of the agent's versions, newest first; `page` is the previous page's `next`. */
  versions(id: string, page: string | undefined, signal?: AbortSignal): Promise<VersionPage>;
  /** Makes a new agent, version 1. */
  createAgent(params: AgentParams, signal?: AbortSignal): Promise<AgentVersion>;
  /**
   * Makes the agent's next version, if anything changes, and gives the newest. What `params` leaves out stays.
   * Fails with kind `conflict` when the newest version is not `expected`.
   */
  updateAgent(id: string, expected: number, params: AgentParams, signal?: AbortSignal): Promise<AgentVersion>;
  environment(id: string, signal?: AbortSignal): Promise<Environment>;
  /** All environments that are not archived. */
  environments(signal?: AbortSignal): AsyncIterable<Environment>;
  /** Makes a cloud environment with limited networking and no allowed hosts. */
  createEnvironment(name: string, signal?: AbortSignal): Promise<Environment>;
  /** Creates a session pinned to the exact version, already running on `message`. */
  createSession(request: SessionRequest, signal?: AbortSignal): Promise<{ readonly id: string }>;
  /**
   * Resolves when the stream is open; it carries only events from then on. It may end without a reason, or
   * throw a `ServiceError` when the connection drops. `signal` closes it.
   */
  stream(session: string, signal: AbortSignal): Promise<AsyncIterable<SessionEvent>>;
  /** The history so far, oldest first: one request for every thousand events. */
  events(session: string, signal?: AbortSignal): Promise<readonly SessionEvent[]>;
  interrupt(session: string, signal?: AbortSignal): Promise<void>;
  /** Fails with kind `invalid` while the session still runs. */
  archive(session: string, signal?: AbortSignal): Promise<void>;
  /** One page of the agent's sessions that are not archived, newest first. */
  sessions(query: SessionQuery, signal?: AbortSignal): Promise<SessionPage>;
}
