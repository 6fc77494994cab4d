import type { ConfirmationResult } from '../../domain/confirmation.ts';

/**
 * The Action's outputs in mode `confirm`, by name. Only `pins`: a verdict is not among them. A pin that the push removed
 * has a row too; `change` is null where nothing could be compared.
 */
export function confirmationOutputs({
  pins,
  removed,
  isCompared,
}: ConfirmationResult): Readonly<Record<string, string>> {
  const rows = [
    ...pins.map(({ path, pin, promotion, state }) => ({
      path,
      agent: pin?.agent ?? null,
      version: pin?.version ?? null,
      change: promotion?.kind ?? (isCompared ? 'unchanged' : null),
      state,
    })),
    ...removed.map(({ path }) => ({
      ...{ path, agent: null, version: null },
      ...{ change: 'removed', state: 'removed' },
    })),
  ];
  return { pins: JSON.stringify(rows.toSorted((a, b) => (a.path < b.path ? -1 : 1))) };
}
