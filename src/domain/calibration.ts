import type { AgentVersion } from './agent.ts';
import type { Pin } from './pin.ts';
import type { Policy, PolicySource } from './policy.ts';
import type { Problem } from './problem.ts';
import type { Effort } from './result.ts';

/** How often something came up in `of` runs, and an exact 95 % interval of its probability. */
export interface Frequency {
  readonly count: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

/** Why the policy blocks a run; several reasons may hold at once. */
export interface BlockReasons {
  readonly blocked: boolean;
  readonly regressed: boolean;
  readonly belowFloor: boolean;
  /** Some team is; that blocks unless `on-inconclusive: pass`. */
  readonly inconclusive: boolean;
  readonly worseOverall: boolean;
}

/** Runs of one version against itself that were blocked, and in how many of them each reason held. */
export interface FalseBlocks {
  readonly blocked: Frequency;
  readonly regressed: number;
  readonly belowFloor: number;
  readonly inconclusive: number;
  readonly worseOverall: number;
}

/** One fixture over all scored trials of all runs, on both sides: they are the same version. */
export interface FixturePasses {
  readonly id: string;
  readonly team: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly right: number;
  readonly of: number;
}

/** Which kind of loss is simulated: a fixture that is never right any more, or half as often as now. */
export type LossKind = 'broken' | 'halved';

/** How well a loss in one team would be seen. All of it is simulated. */
export interface Detection {
  /** The share of runs in which it is caught when it befalls one fixture, 0 to 1; undefined where none can be lost. */
  readonly one: number | undefined;
  /** The smallest number of fixtures that it has to befall to be caught in 80 % of runs; undefined: over the most tried. */
  readonly smallest: number | undefined;
}

/** The same with another number of `policy.trials`. */
export interface TrialsOption {
  readonly trials: number;
  readonly broken: Detection;
  readonly halved: Detection;
}

export interface TeamCalibration {
  readonly team: string;
  readonly fixtures: number;
  /** Those that are right in at least half of their trials: only these can be lost. At 0 the team is unprotected. */
  readonly able: number;
  readonly flaky: number;
  /** The mean of its fixtures' pass rates, 0 to 1; undefined when none was scored. */
  readonly rate: number | undefined;
  /** Shares of simulated runs of the version against itself in which this team blocks, and in which its floor does. */
  readonly falselyBlocked: number;
  readonly belowFloor: number;
  readonly broken: Detection;
  readonly halved: Detection;
  readonly withTrials: readonly TrialsOption[];
}

/** What would come up if the version ran against itself very often, by the rates that were seen. */
export interface Simulation {
  readonly seed: number;
  readonly runs: number;
  /** Runs for each number in a `Detection`. */
  readonly detectionRuns: number;
  readonly falseBlocks: FalseBlocks;
  /**
   * How likely at least as many blocked runs as were observed are at the upper end of the simulated rate. Small where
   * something blocks that is not simulated, such as replies that have a mood in common for a whole run.
   */
  readonly chanceOfObserved: number;
  /** What the other rule would do in the same runs. */
  readonly otherRule: { readonly rule: Policy['policy']['rule']; readonly falseBlocks: FalseBlocks };
  /** Sessions of one run: the first trials, and the mean of what is run again. */
  readonly firstSessions: number;
  readonly extraSessions: number;
  /** With one more round, where runs end inconclusive often enough to ask. */
  readonly moreRounds: { readonly rounds: readonly number[]; readonly falseBlocks: FalseBlocks } | undefined;
  readonly teams: readonly TeamCalibration[];
}

/** What the finished runs of one pin show. */
export interface Calibration {
  readonly observed: FalseBlocks;
  /** In file order. */
  readonly fixtures: readonly FixturePasses[];
  /** Undefined when there was no time for it: the calibration was stopped. */
  readonly simulation: Simulation | undefined;
}

export interface PinCalibration {
  readonly path: string;
  /** What could be read and resolved. */
  readonly pin: Pin | undefined;
  readonly config: AgentVersion | undefined;
  readonly source: PolicySource | undefined;
  /** Undefined when not one run was evaluated to its end. */
  readonly calibration: Calibration | undefined;
  /** Why there are fewer runs than were asked for. */
  readonly problems: readonly Problem[];
  readonly effort: Effort;
}

/** Everything that a calibration came to; its reports are pure functions of it. */
export interface CalibrationResult {
  /** Undefined when it could not be resolved. */
  readonly commit: string | undefined;
  /** Runs that were asked for. */
  readonly runs: number;
  readonly pins: readonly PinCalibration[];
  /** Of the calibration as a whole. */
  readonly problems: readonly Problem[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Whether every run that was asked for was evaluated to its end. */
export function isComplete({ pins, problems }: CalibrationResult): boolean {
  return problems.length === 0 && pins.length > 0 && pins.every((pin) => pin.problems.length === 0);
}
