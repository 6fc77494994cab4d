import type { Random } from '../../emulator/managed-agents/random.ts';

/** How often the fixtures of a repository are right, as shares of its fixtures. All rates are probabilities. */
export interface Mixture {
  readonly name: 'design' | 'harsh' | 'calm';
  readonly what: string;
  /** The rate of the steady fixtures: what a broken fixture was before. */
  readonly steady: number;
  /** What is not steady. A part that has a range has rates spread evenly over it. */
  readonly parts: readonly { readonly share: number; readonly from: number; readonly to: number }[];
}

const ALMOST_ALWAYS_WRONG = 0.02;

export const mixtures: readonly Mixture[] = [
  {
    name: 'design',
    what: '80 % of the fixtures are right with probability 0.99, 12 % with 0.7, 3 % with 0.5 and 5 % with 0.02',
    steady: 0.99,
    parts: [one(0.12, 0.7), one(0.03, 0.5), one(0.05, ALMOST_ALWAYS_WRONG)],
  },
  {
    name: 'harsh',
    what: '30 % of the fixtures are right with a probability anywhere between 0.5 and 0.9, 5 % with 0.02, the rest with 0.99',
    steady: 0.99,
    parts: [{ share: 0.3, from: 0.5, to: 0.9 }, one(0.05, ALMOST_ALWAYS_WRONG)],
  },
  {
    name: 'calm',
    what: '95 % of the fixtures are right with probability 0.995, 3 % with 0.9 and 2 % with 0.02',
    steady: 0.995,
    parts: [one(0.03, 0.9), one(0.02, ALMOST_ALWAYS_WRONG)],
  },
];

/** The rate of one fixture of such a repository. */
export function drawRate({ steady, parts }: Mixture, random: Random): number {
  let left = random();
  for (const { share, from, to } of parts) {
    if (left < share) return from + (to - from) * random();
    left -= share;
  }
  return steady;
}

function one(share: number, rate: number): Mixture['parts'][number] {
  return { share, from: rate, to: rate };
}
