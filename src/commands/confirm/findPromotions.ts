import { readNumberedPin, readPin } from '../../config/readPin.ts';
import type { ChangedFile } from '../../domain/change.ts';
import type { Promotion, Push, RemovedPin } from '../../domain/confirmation.ts';
import type { PinChange } from '../../domain/pin.ts';
import type { Repository } from '../../domain/repository.ts';
import { findPinChanges, type PinFailure } from '../../find/findPinChanges.ts';

/** What a push did, before the service was asked for anything. */
export interface PushedPins {
  /** By the pin's path after the push; what the push left alone is not among them. */
  readonly promotions: ReadonlyMap<string, Promotion>;
  readonly removed: readonly RemovedPin[];
}

export interface FindPromotionsContext {
  readonly repository: Repository;
  /** Files that differ between two commits. */
  readonly listChangedFiles: (before: string, after: string) => Promise<readonly ChangedFile[]>;
  readonly isPinPath: (path: string) => boolean;
  /** Paths of the pins after the push. */
  readonly paths: readonly string[];
}

/**
 * Compares the pins before a push with those after it. A side that cannot be read as a pin is no obstacle here: that it
 * cannot is what there is to tell. Throws what the repository throws when a commit cannot be read.
 */
export async function findPromotions(
  { branch, before }: Push & { readonly before: string },
  after: string,
  { repository, listChangedFiles, isPinPath, paths }: FindPromotionsContext,
): Promise<PushedPins> {
  const files = await listChangedFiles(before, after);
  const compared = { base: before, baseName: branch, head: after, files };
  const readers = { base: readNumberedPin, head: readPin };
  const { changes, failures } = await findPinChanges(compared, repository, isPinPath, readers);
  const isThere = ({ path }: { readonly path: string }) => paths.includes(path);
  return {
    promotions: new Map([
      ...changes.flatMap(describeChange),
      ...failures.filter(isThere).map(describeFailure),
    ]),
    removed: [
      ...changes.flatMap((one) => (one.kind === 'removed' ? [{ path: one.path, pin: one.baseline }] : [])),
      ...failures.filter((one) => !isThere(one)).map(({ path, baseline: pin }) => ({ path, pin })),
    ],
  };
}

function describeChange(change: PinChange): readonly (readonly [string, Promotion])[] {
  const { kind, path } = change;
  if (kind === 'removed') return [];
  const { previousPath } = 'previousPath' in change ? change : { previousPath: undefined };
  const from = kind === 'added' ? undefined : change.baseline;
  if (kind === 'unchanged') {
    return previousPath === undefined ? [] : [[path, { kind: 'renamed', previousPath, from, between: [] }]];
  }
  // Production cannot read `version: next`.
  return [[path, { kind: kind === 'drafted' ? 'spoilt' : kind, previousPath, from, between: [] }]];
}

function describeFailure({ path, baseline, candidate }: PinFailure): readonly [string, Promotion] {
  const isReadable = candidate !== undefined && candidate.version !== 'next';
  const kind = isReadable ? 'mended' : 'spoilt';
  return [path, { kind, previousPath: undefined, from: baseline, between: [] }];
}
