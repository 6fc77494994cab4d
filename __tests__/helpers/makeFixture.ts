import type { Fixture, Json } from '../../src/domain/fixture.ts';

/** A fixture of the team `billing` on line 1 of `tickets.jsonl`, but for the given fields and place. */
export function makeFixture(
  fields: Readonly<Record<string, Json>> = {},
  place: { readonly file?: string; readonly line?: number } = {},
): Fixture {
  const all = { id: 'TKT-1', subject: 'Invoice', body: 'Twice', team: 'billing', ...fields };
  return {
    id: String(all.id),
    team: String(all.team),
    fields: all,
    file: 'tickets.jsonl',
    line: 1,
    ...place,
  };
}
