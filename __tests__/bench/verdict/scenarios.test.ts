import { describe, expect, it } from '@jest/globals';
import { mixtures } from '../../../bench/verdict/mixtures.ts';
import { findSteady, isApplicable, type Scenario, scenarios } from '../../../bench/verdict/scenarios.ts';
import { type Size, sizes } from '../../../bench/verdict/sizes.ts';
import { createRandom } from '../../../emulator/managed-agents/random.ts';
import type { Rates } from '../../../src/decide/simulate/simulateRun.ts';

const teams = [
  [0.7, 0.99, 0.02, 0.99, 0.99, 0.99],
  [0.99, 0.5],
];
const [design] = mixtures;
if (design === undefined) throw new Error('There is no mixture.');
const steady = findSteady(teams[0] ?? [], design);

function findSize(name: string): Size {
  const size = sizes.find((one) => one.name === name);
  if (size === undefined) throw new Error(`There is no size ${name}.`);
  return size;
}

function find(name: Scenario['name']): Scenario {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
  return scenario;
}

/** What the scenario changes: team, fixture and both rates. */
function listChanges(name: Scenario['name'], size = '6x20') {
  const applied = find(name).apply(teams, steady, createRandom(name), findSize(size));
  return applied.flatMap((team, index) =>
    team.flatMap(({ baseline, candidate }: Rates, fixture) =>
      baseline === candidate ? [] : [[index, fixture, baseline, candidate]],
    ),
  );
}

describe('scenarios', () => {
  it('take the steady fixtures of the first team', () => {
    expect(steady).toEqual([1, 3, 4, 5]);
  });

  it('identical changes nothing', () => {
    expect(listChanges('identical')).toEqual([]);
  });

  it('one-broken and two-broken break that many', () => {
    expect(listChanges('one-broken')).toEqual([[0, 1, 0.99, 0.01]]);
    expect(listChanges('two-broken')).toEqual([
      [0, 1, 0.99, 0.01],
      [0, 3, 0.99, 0.01],
    ]);
  });

  it('to-half drops two fixtures of five, else four', () => {
    expect(listChanges('to-half', '4x5')).toEqual([
      [0, 1, 0.99, 0.5],
      [0, 3, 0.99, 0.5],
    ]);
    expect(listChanges('to-half', '6x20')).toHaveLength(4);
  });

  it('broken-and-fixed does both in one team', () => {
    expect(listChanges('broken-and-fixed')).toEqual([
      [0, 1, 0.99, 0.01],
      [0, 3, 0.01, 0.99],
    ]);
  });

  it('worse takes a tenth from every fixture', () => {
    const changes = listChanges('worse');
    expect(changes).toHaveLength(8);
    for (const [, , baseline = 0, candidate = 0] of changes) expect(candidate).toBeCloseTo(0.9 * baseline);
  });

  it('mood gives each version a rate of its own', () => {
    expect(listChanges('mood')).toHaveLength(8);
  });

  it('need no more fixtures than a team has', () => {
    const small = findSize('77x1-3');
    expect(scenarios.filter((scenario) => isApplicable(scenario, small)).map(({ name }) => name)).toEqual([
      'identical',
      'one-broken',
      'two-broken',
      'to-half',
      'broken-and-fixed',
      'worse',
    ]);
    for (const size of sizes.filter(({ isExtra }) => !isExtra))
      expect(scenarios.every((scenario) => isApplicable(scenario, size))).toBe(true);
  });
});
