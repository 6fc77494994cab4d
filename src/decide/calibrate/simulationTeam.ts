/** A team as it is simulated: how often each of its fixtures is right on one and the same version. */
export interface SimulationTeam {
  readonly name: string;
  /** Probabilities, 0 to 1. */
  readonly rates: readonly number[];
  /** From `min-score`. */
  readonly floor: number | undefined;
}
