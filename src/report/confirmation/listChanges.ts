import type {
  ConfirmationResult,
  PinConfirmation,
  Promotion,
  RemovedPin,
} from '../../domain/confirmation.ts';

/** A pin that the push changed. */
export type PushedChange =
  | { readonly kind: Promotion['kind']; readonly pin: PinConfirmation; readonly promotion: Promotion }
  | { readonly kind: 'removed'; readonly pin: RemovedPin };

/** What a reader looks for first comes first; within a kind by path. */
const ORDER: readonly PushedChange['kind'][] = [
  'spoilt',
  'bumped',
  'rolled-back',
  'moved-agent',
  'added',
  'mended',
  'renamed',
  'removed',
];

/** Everything that the push did to pins. */
export function listChanges({ pins, removed }: ConfirmationResult): readonly PushedChange[] {
  const all: readonly PushedChange[] = [
    ...pins.flatMap((pin) =>
      pin.promotion === undefined
        ? []
        : [{ kind: pin.promotion.kind, pin, promotion: pin.promotion } as const],
    ),
    ...removed.map((pin) => ({ kind: 'removed', pin }) as const),
  ];
  return all.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
