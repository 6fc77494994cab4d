import { alignTable } from '../report/alignTable.ts';
import { formatShare } from './formatShare.ts';
import type { CellResult } from './simulateCell.ts';
import { findTargets, isMet, type Target } from './targets.ts';

/** All lines of one mixture: both rules side by side, and how far the default one is from its targets. */
export function renderVerdictTable(results: readonly CellResult[]): string {
  return alignTable([
    [
      'candidate',
      'teams × fixtures',
      'runs',
      '`any-drop`: caught',
      'blocked',
      '`confirmed`: caught',
      'blocked',
      'inconclusive',
      'overall',
      'extra sessions',
      'target',
      'met',
    ],
    ...results.map((result) => {
      const { size, scenario, runs, anyDrop, confirmed, extraSessions } = result;
      const share = (count: number) => formatShare(count, runs);
      // In the other scenarios no team is worse off than another.
      const caught = (count: number) => (hasBrokenTeam(result) ? share(count) : '');
      const targets = findTargets(result);
      return [
        scenario.what(size),
        size.what,
        String(runs),
        caught(anyDrop.caught),
        share(anyDrop.blocked),
        caught(confirmed.caught),
        share(confirmed.blocked),
        share(confirmed.inconclusive),
        share(confirmed.overall),
        `${formatNumber(extraSessions.mean)} ± ${formatNumber(1.96 * extraSessions.error)}`,
        targets.map(formatTarget).join(', '),
        targets.map((target) => (isMet(target, result) ? 'yes' : '**no**')).join(', '),
      ];
    }),
  ]);
}

function hasBrokenTeam({ scenario, size }: CellResult): boolean {
  return scenario.needs(size) > 0;
}

function formatTarget({ of, atMost, atLeast }: Target): string {
  return `${of} ${atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`}`;
}

function formatNumber(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
