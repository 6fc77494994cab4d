import type { Fixture, Json } from '../domain/fixture.ts';

/** A field of the record itself: `constructor` is a name like any other, not what every object inherits. */
export function readField(fixture: Fixture, name: string): Json | undefined {
  return Object.hasOwn(fixture.fields, name) ? fixture.fields[name] : undefined;
}
