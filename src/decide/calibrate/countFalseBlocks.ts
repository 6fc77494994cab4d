import type { BlockReasons, FalseBlocks, Frequency } from '../../domain/calibration.ts';
import { clopperPearson } from '../statistics/clopperPearson.ts';

/** How many runs of a version against itself were blocked, and why. Every one of them was blocked falsely. */
export function countFalseBlocks(runs: readonly BlockReasons[]): FalseBlocks {
  const count = (reason: keyof BlockReasons) => runs.filter((run) => run[reason]).length;
  return {
    blocked: toFrequency(count('blocked'), runs.length),
    regressed: count('regressed'),
    belowFloor: count('belowFloor'),
    inconclusive: count('inconclusive'),
    worseOverall: count('worseOverall'),
  };
}

function toFrequency(count: number, of: number): Frequency {
  const [low, high] = clopperPearson(count, of);
  return { count, of, low, high };
}
