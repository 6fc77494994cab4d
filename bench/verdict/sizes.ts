import type { Random } from '../../emulator/managed-agents/random.ts';

/** How many teams there are, and how many fixtures each has: the same number, or a random one of a range. */
export interface Size {
  readonly name: string;
  /** Teams × fixtures of a team. */
  readonly what: string;
  readonly teams: number;
  readonly least: number;
  readonly most: number;
  /** How often each scenario is simulated. */
  readonly runs: number;
  /** For report only: no target is set there. */
  readonly isExtra: boolean;
}

export const sizes: readonly Size[] = [
  { name: '4x5', what: '4×5', teams: 4, least: 5, most: 5, runs: 10_000, isExtra: false },
  { name: '6x20', what: '6×20', teams: 6, least: 20, most: 20, runs: 10_000, isExtra: false },
  { name: '10x50', what: '10×50', teams: 10, least: 50, most: 50, runs: 10_000, isExtra: false },
  { name: '20x100', what: '20×100', teams: 20, least: 100, most: 100, runs: 10_000, isExtra: false },
  { name: '77x20', what: '77×20', teams: 77, least: 20, most: 20, runs: 2000, isExtra: true },
  { name: '77x1-3', what: '77 × 1 to 3', teams: 77, least: 1, most: 3, runs: 10_000, isExtra: true },
];

export function drawTeamSize({ least, most }: Size, random: Random): number {
  return least + Math.floor(random() * (most - least + 1));
}
