import { failPin } from '../decide/failPin.ts';
import type { Change } from '../domain/change.ts';
import { HeadMovedError } from '../domain/headMoved.ts';
import type { EvaluatedPinChange } from '../domain/pin.ts';
import type { Problem } from '../domain/problem.ts';
import type { PinResult } from '../domain/result.ts';
import { toProblems } from '../toProblems.ts';

/** What a run has come to so far; every step adds to it, and the result is made of it. */
export interface Progress {
  change: Change | undefined;
  readonly pins: PinResult[];
  readonly problems: Problem[];
  readonly warnings: string[];
}

/** What a step does with a pin: it goes on, or its result is known. */
export type Step<To> = { readonly next: To } | { readonly result: PinResult };

/**
 * Takes each pin one step further; one that cannot go on is reported and holds up no other. Ends when all have ended: no
 * pin of a run that is over goes on behind its back.
 *
 * @throws HeadMovedError when one of them finds that the whole run is out of date
 */
export async function forEachPin<From extends { readonly pin: EvaluatedPinChange }, To>(
  progress: Progress,
  items: readonly From[],
  step: (item: From) => Promise<Step<To>>,
): Promise<readonly To[]> {
  let moved: HeadMovedError | undefined;
  const steps = await Promise.all(
    items.map(async (item): Promise<Step<To>> => {
      try {
        return await step(item);
      } catch (error) {
        if (error instanceof HeadMovedError) moved = error;
        return { result: failPin(item.pin, toProblems(error)) };
      }
    }),
  );
  // No pin of it is anybody's any more.
  if (moved !== undefined) throw moved;
  progress.pins.push(...steps.flatMap((one) => ('result' in one ? [one.result] : [])));
  return steps.flatMap((one) => ('next' in one ? [one.next] : []));
}
