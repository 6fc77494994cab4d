/** What the workflow asks of the Action. The secrets may be in no report, log or sentence. */
export interface Inputs {
  /** Empty when the workflow passes none: a run that evaluates nothing needs none. */
  readonly anthropicApiKey: string;
  readonly githubToken: string;
  /** Globs of the pin files, relative to the repository's root. */
  readonly pins: readonly string[];
  /** Without a slash at its end; undefined for the service's own address. */
  readonly anthropicBaseUrl: string | undefined;
  readonly mode: 'gate' | 'calibrate' | 'confirm' | 'rollback';
  /** In mode `calibrate`: how often each pinned version runs against itself, from 1. */
  readonly calibrationRuns: number;
  /** US dollars for all runs of one pin; undefined: as much as the pin's policy allows one run of the gate. */
  readonly calibrationMaxCostUsd: number | undefined;
  /** In mode `rollback`: the path of the pin; empty in every other mode that does not set it. */
  readonly rollbackPin: string;
  /** The version to go back to; undefined: the one that was live before. */
  readonly rollbackTo: number | undefined;
  /** Why, in the words of whoever asks; undefined where nobody said. */
  readonly rollbackReason: string | undefined;
  /** Whether the pull request gets a comment. */
  readonly comment: boolean;
  readonly forks: 'refuse' | 'evaluate';
  /** The folder that the reports are written to. */
  readonly reportDir: string;
}
