import type { GitHub } from '../github/createGitHub.ts';
import type { ManagedAgents } from '../managed-agents/createManagedAgents.ts';
import type { ActionRun } from '../runner/runAction.ts';
import type { Teller } from './createTeller.ts';

/** Where the story plays: two emulated services, and a person with a clone of the repository. */
export interface Stage extends Teller {
  /** The folder with `action.yml`, `dist/` and `prompts/`. */
  readonly root: string;
  readonly agents: ManagedAgents;
  readonly github: GitHub;
  /** The person's clone of the emulated repository. */
  readonly clone: string;
  /** The environment of git in it: nobody's settings. */
  readonly env: Readonly<Record<string, string>>;
  /** What the person has exported in the shell. */
  readonly settings: Record<string, string>;
  /** The runs of the Action so far. */
  readonly runs: ActionRun[];
}
