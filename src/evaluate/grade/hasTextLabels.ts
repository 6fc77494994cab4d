import type { Fixture } from '../../domain/fixture.ts';

/** Whether the fixture's file has no types: every cell of a CSV file is a text, whatever it says. */
export function hasTextLabels(fixture: Fixture): boolean {
  return fixture.file.toLowerCase().endsWith('.csv');
}
