import type { Random } from '../../emulator/managed-agents/random.ts';
import { isBlocked, type SimulationSettings, simulateRun } from '../../src/decide/simulate/simulateRun.ts';
import { drawRate, type Mixture } from './mixtures.ts';
import { findSteady, type Scenario } from './scenarios.ts';
import { drawTeamSize, type Size } from './sizes.ts';

/** A line of the table: one scenario at one size on one mixture. */
export interface Cell {
  readonly mixture: Mixture;
  readonly size: Size;
  readonly scenario: Scenario;
}

/** How many of the runs came to what. */
export interface CellResult extends Cell {
  readonly runs: number;
  /** After the first trials of the same runs. */
  readonly anyDrop: { readonly caught: number; readonly blocked: number };
  readonly confirmed: {
    /** The first team, the one that is broken, regressed. */
    readonly caught: number;
    /** Some team regressed or was inconclusive, or the run was worse overall. */
    readonly blocked: number;
    /** Some team was inconclusive. */
    readonly inconclusive: number;
    /** The run was worse overall. */
    readonly overall: number;
  };
  /** Sessions beyond the first trials: the mean over the runs and its standard error. */
  readonly extraSessions: { readonly mean: number; readonly error: number };
  /** Runs thrown away because the first team had too few steady fixtures. */
  readonly redrawn: number;
}

/** Plays the scenario `runs` times, with fresh rates for each run. */
export function simulateCell(
  cell: Cell,
  runs: number,
  settings: SimulationSettings,
  random: Random,
): CellResult {
  const { mixture, size, scenario } = cell;
  const anyDrop = { caught: 0, blocked: 0 };
  const confirmed = { caught: 0, blocked: 0, inconclusive: 0, overall: 0 };
  let [sum, squares, redrawn] = [0, 0, 0];
  for (let run = 0; run < runs; run += 1) {
    let teams = drawTeams(cell, random);
    while (findSteady(teams[0] ?? [], mixture).length < scenario.needs(size)) {
      redrawn += 1;
      teams = drawTeams(cell, random);
    }
    const rates = scenario.apply(teams, findSteady(teams[0] ?? [], mixture), random, size);
    const result = simulateRun(rates, settings, random);

    if (result.drops[0] === true) anyDrop.caught += 1;
    if (result.drops.includes(true)) anyDrop.blocked += 1;
    if (result.states[0] === 'regressed') confirmed.caught += 1;
    if (isBlocked(result)) confirmed.blocked += 1;
    if (result.states.includes('open')) confirmed.inconclusive += 1;
    if (result.isWorseOverall) confirmed.overall += 1;
    sum += result.extraSessions;
    squares += result.extraSessions ** 2;
  }
  const mean = sum / runs;
  const variance = Math.max(0, squares / runs - mean ** 2);
  const extraSessions = { mean, error: Math.sqrt(variance / runs) };
  return { ...cell, runs, anyDrop, confirmed, extraSessions, redrawn };
}

function drawTeams({ mixture, size }: Cell, random: Random): readonly (readonly number[])[] {
  return Array.from({ length: size.teams }, () =>
    Array.from({ length: drawTeamSize(size, random) }, () => drawRate(mixture, random)),
  );
}
