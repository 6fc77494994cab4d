import type { AgentService } from '../../domain/agentService.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/log.ts';
import type { Prompter } from '../../domain/prompter.ts';
import type { Workspace } from '../../domain/workspace.ts';

/** What setting up asks of Managed Agents. */
export type InitService = Pick<AgentService, 'agent' | 'agentVersion' | 'createAgent'>;

export interface InitPorts {
  readonly workspace: Workspace;
  /** Who can be asked; undefined when nobody sits at a terminal. */
  readonly prompter: Prompter | undefined;
  /** Called only when the service is needed; throws a `GateError` when there is no key. */
  readonly connect: () => Promise<InitService>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What was said on the command line. What is undefined is asked, found out or left at its default. */
export interface InitSettings {
  readonly folder: string | undefined;
  /** The id of an agent that exists. */
  readonly agent: string | undefined;
  /** What the agent is called, in its file and for a new one on the service. */
  readonly name: string | undefined;
  /** The version to pin; over: the newest. */
  readonly version: number | undefined;
  /** A CSV to import. */
  readonly csv: string | undefined;
  /** The column of the CSV that says the team. */
  readonly label: string | undefined;
  /** The column of the CSV that says the id. */
  readonly id: string | undefined;
  /** Write without asking. */
  readonly yes: boolean;
  readonly dryRun: boolean;
}
