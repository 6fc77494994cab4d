import type { Json } from './fixture.ts';

/** One immutable version of an agent, as the service describes it. */
export interface AgentVersion {
  readonly agent: string;
  readonly version: number;
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
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
}

/** One version in the list of an agent's versions. */
export interface VersionSummary {
  readonly version: number;
  /** When this version was made, as the service writes times (an agent's `updated_at`). */
  readonly madeAt: string;
}

export interface VersionPage {
  readonly versions: readonly VersionSummary[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}
