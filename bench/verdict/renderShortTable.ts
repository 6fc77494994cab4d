import { alignTable } from '../report/alignTable.ts';
import { formatPercent } from './formatShare.ts';
import type { Scenario } from './scenarios.ts';
import type { CellResult } from './simulateCell.ts';

/**
 * What a reader of the README wants to know, from the lines of one mixture: a line for each of the main sizes.
 *
 * @throws Error when a line is missing
 */
export function renderShortTable(results: readonly CellResult[]): string {
  const find = (size: string, name: Scenario['name']) => {
    const found = results.find((result) => result.size.name === size && result.scenario.name === name);
    if (found === undefined) throw new Error(`There is no line for ${name} at ${size}.`);
    return found;
  };
  const sizes = new Map(
    results.filter(({ size }) => !size.isExtra).map(({ size }) => [size.name, size.what]),
  );
  return alignTable([
    [
      'Teams × fixtures',
      'Identical versions blocked: `any-drop`',
      '`confirmed`',
      'One fixture broken for good: its team *regressed*',
      'Two fixtures of it',
      'Sessions beyond the first trials: identical',
      'one broken',
    ],
    ...[...sizes].map(([name, what]) => {
      const [identical, one, two] = [
        find(name, 'identical'),
        find(name, 'one-broken'),
        find(name, 'two-broken'),
      ];
      const percent = (count: number, { runs }: CellResult) => `${formatPercent(count, runs)} %`;
      return [
        what,
        percent(identical.anyDrop.blocked, identical),
        percent(identical.confirmed.blocked, identical),
        percent(one.confirmed.caught, one),
        percent(two.confirmed.caught, two),
        String(Math.round(identical.extraSessions.mean)),
        String(Math.round(one.extraSessions.mean)),
      ];
    }),
  ]);
}
