import { isDeepStrictEqual } from 'node:util';
import type { Fixture, FixtureChanges } from '../domain/fixture.ts';

/**
 * What a change does to the fixtures, by id: added and edited in the head's order, removed in the base's.
 * Only fields count: a fixture that moved to another line or file, or whose keys changed places, is the same.
 */
export function diffFixtures(base: readonly Fixture[], head: readonly Fixture[]): FixtureChanges {
  const before = new Map(base.map((fixture) => [fixture.id, fixture]));
  const after = new Set(head.map(({ id }) => id));
  const added: Fixture[] = [];
  const edited: { base: Fixture; head: Fixture }[] = [];
  for (const fixture of head) {
    const old = before.get(fixture.id);
    if (old === undefined) added.push(fixture);
    else if (!hasSameFields(old, fixture)) edited.push({ base: old, head: fixture });
  }
  return { added, removed: base.filter(({ id }) => !after.has(id)), edited };
}

// Fields have no prototype when they were read from a file; a copy makes that no difference.
function hasSameFields(a: Fixture, b: Fixture): boolean {
  return isDeepStrictEqual({ ...a.fields }, { ...b.fields });
}
