import { shorten } from '../../domain/shorten.ts';
import type { FixtureCount } from '../scoreFixture.ts';

/** How many fixtures a sentence names before it says how many more there are. */
const NAMED = 5;

/** `TKT-1, TKT-2, and 3 more`. Ids are shortened and of any origin, not escaped. */
export function nameFixtures(fixtures: readonly FixtureCount[]): string {
  const named = fixtures.slice(0, NAMED).map(nameFixture);
  return [...named, ...countRest(fixtures.length - named.length)].join(', ');
}

export function nameFixture(fixture: FixtureCount): string {
  return shorten(fixture.result.fixture.id, 40);
}

export function countRest(count: number): readonly string[] {
  return count > 0 ? [`and ${count} more`] : [];
}

/** `1 fixture`, `3 fixtures`. */
export function countFixtures(count: number): string {
  return `${count} ${count === 1 ? 'fixture' : 'fixtures'}`;
}
