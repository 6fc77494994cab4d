import type { AgentParams } from '../../domain/agent.ts';

export interface PlannedFile {
  readonly path: string;
  /** What it is for, in a few words. */
  readonly what: string;
  readonly text: string;
}

/** All that setting up would do, known before any of it is done. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  /** The paths of files that are there and stay as they are. */
  readonly existing: readonly string[];
  /** What somebody should know before they say yes. */
  readonly remarks: readonly string[];
  /** Made on the service before a file is written; undefined when there is an agent, or nothing would pin it. */
  readonly newAgent: AgentParams | undefined;
  /** The path of the file that describes it and was there before; undefined for a sample. */
  readonly newAgentFrom: string | undefined;
  readonly pinPath: string;
  /** Whether the fixtures are made up. */
  readonly hasSamples: boolean;
}
