import type { Json } from './fixture.ts';

/** What makes one version of an agent differ from another. */
export interface AgentConfig {
  readonly name: string;
  readonly model: { readonly id: string; readonly [option: string]: Json };
  readonly system: string;
  readonly description: string;
  readonly tools: readonly Json[];
  readonly mcpServers: readonly Json[];
  readonly skills: readonly Json[];
  /** Set when the version may start sub-agents. */
  readonly multiagent: Json;
  readonly metadata: Readonly<Record<string, string>>;
  /** What its sessions act as; null where the service does not say. */
  readonly executionIdentity: Json;
}

/** One immutable version of an agent, as the service describes it. */
export interface AgentVersion extends AgentConfig {
  readonly agent: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
}

/** One version as reports name it among others. */
export interface VersionSummary {
  readonly version: number;
  /** When this version was made, as the service writes times (an agent's `updated_at`). */
  readonly madeAt: string;
}

/**
 * What one session runs in place of its version's own (the service's `agent_with_overrides`); what is left out stays.
 * A model replaces the version's but for its effort, which the service does not let a session change.
 */
export interface SessionOverrides {
  readonly model?: { readonly id: string; readonly [option: string]: Json };
  readonly system?: string;
  readonly tools?: readonly Json[];
  readonly mcpServers?: readonly Json[];
  readonly skills?: readonly Json[];
}

/** Parameters of "create an agent" or "update an agent", as the service takes them. */
export type AgentParams = Readonly<Record<string, Json>>;

export interface VersionPage {
  readonly versions: readonly AgentVersion[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}
