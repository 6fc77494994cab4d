import type { Route } from './countRoutes.ts';

/** Wrong answers whose number differs between the versions. */
export interface Moves {
  /** The largest growth first, what shrank most last. */
  readonly routes: readonly Route[];
  /** The same by the value that was answered, over all that was expected instead. */
  readonly receivers: readonly Receiver[];
}

export interface Receiver {
  readonly answered: string;
  /** Answers that belonged elsewhere. */
  readonly baseline: number;
  readonly candidate: number;
}

/** What changed in a confusion matrix off its diagonal. Answers without a value have a route and no receiver. */
export function findMoves(routes: readonly Route[]): Moves {
  const wrong = routes.filter(({ right }) => !right);
  const receivers = new Map<string, Receiver>();
  for (const { answered, isValue, baseline, candidate } of wrong) {
    if (!isValue) continue;
    const sum = receivers.get(answered) ?? { answered, baseline: 0, candidate: 0 };
    receivers.set(answered, {
      answered,
      baseline: sum.baseline + baseline,
      candidate: sum.candidate + candidate,
    });
  }
  return {
    routes: wrong.filter(hasMoved).toSorted(compareMoves),
    receivers: [...receivers.values()].filter(hasMoved).toSorted(compareMoves),
  };
}

type Counts = Pick<Route, 'baseline' | 'candidate'>;

function hasMoved({ baseline, candidate }: Counts): boolean {
  return baseline !== candidate;
}

/** Equal growth: the more frequent first; sorting is stable, so that the rest stays in the order of the fixtures. */
function compareMoves(a: Counts, b: Counts): number {
  return b.candidate - b.baseline - (a.candidate - a.baseline) || b.candidate - a.candidate;
}
