import type { AgentConfig, AgentParams } from './agent.ts';

/** The pair of an agent's metadata with which Pin Gate marks a version that it made: `sha256:` and a digest. */
export const DIGEST_KEY = 'pin-gate-digest';

/** An agent as an agent file describes it: what `version: next` asks for. */
export interface AgentDraft {
  /** The agent file's path. */
  readonly path: string;
  /** What "create an agent" takes, as the file has it: without keys of ours, the system prompt as text. */
  readonly params: AgentParams;
  /** The same in the service's form, defaults filled in (see agentConfig/normalizeAgentConfig). */
  readonly config: AgentConfig;
  /** Those of `params` that the gate does not know: left to the service, and nothing can be compared with them. */
  readonly others: AgentParams;
  /** Of `config` and `others`, as `digestConfig` writes it. */
  readonly digest: string;
  /** The line (from 1) of a key at the top of the file, or of what is under it; undefined where there is none. */
  lineOf(path: readonly (string | number)[]): number | undefined;
}
