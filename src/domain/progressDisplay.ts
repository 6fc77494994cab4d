/** How far the evaluation of one pin is. */
export interface PinProgress {
  /** The pin's path. */
  readonly pin: string;
  /** 0: the first trials. Above: the round of re-runs. */
  readonly round: number;
  /** Trials of this round that are over. */
  readonly done: number;
  /** Trials of this round. */
  readonly total: number;
  readonly running: number;
  /** Trials a second, over all rounds. */
  readonly perSecond: number;
  /** Undefined until it can be estimated; more rounds may follow. */
  readonly secondsLeft: number | undefined;
  /** In all rounds so far. */
  readonly costUsd: number;
  /** Whether nothing more of it is to be run. */
  readonly isOver: boolean;
}

/** Shows a person who watches how far a run is, in place of the lines that a log gets every few seconds. */
export interface ProgressDisplay {
  /** Called several times a second while trials run, with all pins of the run. */
  show(pins: readonly PinProgress[]): void;
  /** Takes away what was shown. Called at least once after the last `show`; another run may follow. */
  end(): void;
}
