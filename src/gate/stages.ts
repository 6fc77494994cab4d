import type { LoadedAgentFile } from '../config/loadAgentFile.ts';
import type { LoadedFixtureChanges } from '../config/loadFixtureChanges.ts';
import type { LoadedPolicy } from '../config/loadPolicy.ts';
import type { AgentVersion, SessionOverrides } from '../domain/agent.ts';
import type { DraftedPinChange, EvaluatedPinChange, NumberedPinChange } from '../domain/pin.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { BetweenVersions } from '../resolve/listBetween.ts';
import type { DraftPlan } from '../resolve/draft/planDraft.ts';

/** A pin on its way through the story: what it is, and what each step has added to it. */
export interface FoundPin {
  readonly pin: EvaluatedPinChange;
}

/** What a pin is judged by. */
export interface ReadFiles {
  readonly loaded: LoadedPolicy;
  readonly fixtures: readonly Fixture[];
  readonly fixtureChanges: LoadedFixtureChanges;
}

export interface NumberedReadPin extends ReadFiles {
  readonly pin: NumberedPinChange;
  /** What claims to describe it; undefined where nothing does. */
  readonly agentFile: LoadedAgentFile | undefined;
}

export interface DraftedReadPin extends ReadFiles {
  readonly pin: DraftedPinChange;
  readonly agentFile: LoadedAgentFile;
}

/** Its policy, fixtures and, for `version: next`, the agent file. */
export type ReadPin = NumberedReadPin | DraftedReadPin;

export function isDrafted(read: ReadPin): read is DraftedReadPin {
  return read.pin.kind === 'drafted';
}

/** How a draft is tried; `found` and `make-first` are versions by now. */
export interface Draft {
  readonly file: LoadedAgentFile;
  readonly plan: DraftPlan;
}

/** What is run. */
export interface Candidate {
  readonly config: AgentVersion;
  /** Set for a draft that is tried before it is a version. */
  readonly overrides: SessionOverrides | undefined;
}

export interface ResolvedPin {
  readonly pin: EvaluatedPinChange;
  readonly read: ReadPin;
  /** Undefined for a new pin. */
  readonly baseline: AgentVersion | undefined;
  /** Undefined for a draft that has to be made first. */
  readonly candidate: Candidate | undefined;
  readonly draft: Draft | undefined;
  readonly between: BetweenVersions;
  readonly environment: string;
}

/** Nothing is missing any more. */
export interface ReadyPin extends ResolvedPin {
  readonly candidate: Candidate;
}
