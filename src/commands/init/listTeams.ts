import type { Json } from '../../domain/fixture.ts';

/** The values of the label, each once, sorted. */
export function listTeams(rows: readonly Readonly<Record<string, Json>>[], label: string): readonly string[] {
  const values = rows.map((row) => (Object.hasOwn(row, label) ? row[label] : undefined));
  const teams = values.filter((value) => typeof value === 'string').filter((team) => team.trim() !== '');
  return [...new Set(teams)].sort();
}
