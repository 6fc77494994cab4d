import { describe, expect, it } from '@jest/globals';
import { formatPercent, formatShare } from '../../../bench/verdict/formatShare.ts';
import { readVerdictOptions, SEED } from '../../../bench/verdict/readVerdictOptions.ts';
import { renderShortTable } from '../../../bench/verdict/renderShortTable.ts';
import { renderVerdictTable } from '../../../bench/verdict/renderVerdictTable.ts';
import { type Cell, type CellResult, simulateCell } from '../../../bench/verdict/simulateCell.ts';
import { findTargets, isMet } from '../../../bench/verdict/targets.ts';
import { createRandom } from '../../../emulator/managed-agents/random.ts';

const settings = { trials: 1, rounds: [4, 8, 16, 40], alpha: 0.05 };

function findCell(mixture: string, size: string, scenario: string): Cell {
  const [cell] = readVerdictOptions(['--only', mixture, '--only', size, '--only', scenario]).cells;
  if (cell === undefined) throw new Error('There is no such line.');
  return cell;
}

function makeResult(cell: Cell, more: Partial<CellResult> = {}): CellResult {
  return {
    ...cell,
    runs: 1000,
    anyDrop: { caught: 820, blocked: 900 },
    confirmed: { caught: 950, blocked: 960, inconclusive: 3, overall: 0 },
    extraSessions: { mean: 35, error: 1 },
    redrawn: 0,
    ...more,
  };
}

const split = (line = '') => line.split('|').map((cell) => cell.trim());

describe('renderVerdictTable', () => {
  it('puts both rules side by side, with intervals, targets and whether they are met', () => {
    const [head, , row] = renderVerdictTable([makeResult(findCell('design', '4x5', 'one-broken'))]).split(
      '\n',
    );
    expect(split(head)).toHaveLength(split(row).length);
    expect(split(row).slice(1, -1)).toEqual([
      'one fixture broken for good',
      '4×5',
      '1000',
      '82 (79.5–84.3)',
      '90 (88–91.7)',
      '95 (93.5–96.2)',
      '96 (94.6–97)',
      '0.3 (0.1–0.9)',
      '0 (0–0.4)',
      '35 ± 2.0',
      'caught ≥ 95, extra ≤ 35',
      'yes, yes',
    ]);
  });

  it('says nothing of a team that regressed where none is broken', () => {
    const [, , row] = renderVerdictTable([makeResult(findCell('calm', '4x5', 'identical'))]).split('\n');
    expect([split(row)[4], split(row)[6]]).toEqual(['', '']);
  });
});

describe('targets', () => {
  const cell = findCell('design', '4x5', 'one-broken');

  it.each([
    [949, 35, [false, true]],
    [950, 35, [true, true]],
    [951, 35.1, [true, false]],
  ])('%i of 1000 caught and %d extra sessions: %j', (caught, mean, met) => {
    const confirmed = { caught, blocked: caught, inconclusive: 0, overall: 0 };
    const result = makeResult(cell, { confirmed, extraSessions: { mean, error: 1 } });
    expect(findTargets(cell).map((target) => isMet(target, result))).toEqual(met);
  });

  it('may be missed from above too', () => {
    const identical = findCell('harsh', '6x20', 'identical');
    const blocked = (count: number) =>
      makeResult(identical, { confirmed: { caught: 0, blocked: count, inconclusive: 0, overall: 0 } });
    expect(findTargets(identical).map((target) => isMet(target, blocked(30)))).toEqual([true]);
    expect(findTargets(identical).map((target) => isMet(target, blocked(31)))).toEqual([false]);
  });

  it('are not set where a line is for report only', () => {
    const { cells } = readVerdictOptions([]);
    const extra = cells.filter(({ size, scenario }) => size.isExtra || scenario.name === 'mood');
    expect(extra.flatMap(findTargets)).toEqual([]);
    expect(cells.flatMap(findTargets)).toHaveLength(8 + 16 + 12 + 4 + 12 + 3);
  });
});

describe('renderShortTable', () => {
  const { cells } = readVerdictOptions(['--only', 'design']);

  it('has a line for each main size', () => {
    const lines = renderShortTable(cells.map((cell) => makeResult(cell)))
      .trim()
      .split('\n');
    expect(lines.slice(2).map((line) => split(line)[1])).toEqual(['4×5', '6×20', '10×50', '20×100']);
    expect(split(lines[2]).slice(2, -1)).toEqual(['90 %', '96 %', '95 %', '95 %', '35', '35']);
  });

  it('is not written from half of the lines', () => {
    const half = cells
      .filter(({ scenario }) => scenario.name !== 'two-broken')
      .map((cell) => makeResult(cell));
    expect(() => renderShortTable(half)).toThrow('There is no line for two-broken at 4x5.');
  });
});

describe('formatShare', () => {
  it.each([
    [0, 10_000, '0'],
    [1, 10_000, '0.01'],
    [4, 100_000, '0.004'],
    [9996, 10_000, '99.96'],
    [10_000, 10_000, '100'],
    [969, 1000, '96.9'],
  ])('never rounds %i of %i to all or nothing', (count, runs, text) => {
    expect(formatPercent(count, runs)).toBe(text);
  });

  it('gives the interval', () => {
    expect(formatShare(0, 1000)).toBe('0 (0–0.4)');
  });
});

describe('simulateCell', () => {
  it('gives the same for the same seed, and counts both rules over the same runs', () => {
    const cell = findCell('design', '4x5', 'two-broken');
    const run = (seed: string) => simulateCell(cell, 200, settings, createRandom(seed));
    expect(run('one')).toEqual(run('one'));
    expect(run('one')).not.toEqual(run('two'));
    const { anyDrop, confirmed, extraSessions } = run('one');
    expect(confirmed.caught).toBeGreaterThan(190);
    expect(confirmed.blocked).toBeGreaterThanOrEqual(confirmed.caught);
    expect(anyDrop.blocked).toBeGreaterThanOrEqual(anyDrop.caught);
    expect(extraSessions.mean).toBeGreaterThan(16);
  });

  it('draws a run anew while its team has too few fixtures that could break', () => {
    const cell = findCell('harsh', '77x1-3', 'broken-and-fixed');
    expect(simulateCell(cell, 50, settings, createRandom('redrawn')).redrawn).toBeGreaterThan(0);
  });
});

describe('readVerdictOptions', () => {
  it('simulates everything with the documented seed', () => {
    const { cells, seed, runs } = readVerdictOptions([]);
    expect(cells).toHaveLength(3 * (6 * 6 + 4));
    expect([seed, runs]).toEqual([SEED, undefined]);
  });

  it('widens within a kind and narrows across kinds', () => {
    const { cells } = readVerdictOptions(['--only', 'calm', '--only', '4x5', '--only', '6x20']);
    expect(new Set(cells.map(({ mixture, size }) => `${mixture.name} ${size.name}`))).toEqual(
      new Set(['calm 4x5', 'calm 6x20']),
    );
  });

  it.each([
    [['--only', '5x5'], '--only takes one of design'],
    [['--only', 'mood', '--only', '77x20'], 'Nothing is left of --only mood --only 77x20.'],
    [['--runs', '0'], '--runs takes a whole number from 1, and not 0.'],
    [['--write-docs', '--runs', '9'], '--write-docs needs the whole benchmark'],
    [['--write-docs', '--seed', 'x'], '--write-docs needs the whole benchmark'],
    [['--write-docs', '--only', 'calm'], '--write-docs needs the whole benchmark'],
  ])('refuses %j', (args, sentence) => {
    expect(() => readVerdictOptions(args)).toThrow(sentence);
  });
});
