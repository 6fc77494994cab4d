import { describe, expect, it } from '@jest/globals';
import { createDetector } from '../../../src/decide/calibrate/createDetector.ts';
import { createRandom } from '../../../src/decide/calibrate/createRandom.ts';
import { makePolicy } from '../../helpers/makePolicy.ts';

const repeat = (rate: number, count: number) => Array.from({ length: count }, () => rate);
const team = (name: string, rates: readonly number[], floor?: number) => ({ name, rates, floor });
const detector = (
  teams: readonly ReturnType<typeof team>[],
  policy: Readonly<Record<string, unknown>> = {},
  trials = 1,
) => createDetector(teams, makePolicy({ policy }), trials, 300, createRandom(1));

describe('createDetector', () => {
  it('sees one fixture broken for good in a steady team, in nearly every run', () => {
    const detection = detector([team('a', repeat(0.99, 10)), team('b', repeat(0.99, 10))])(0, 'broken');
    expect(detection.smallest).toBe(1);
    expect(detection.one ?? 0).toBeGreaterThan(0.9);
  });

  it('needs several fixtures to see a partial break, and one alone is seen less than half the time', () => {
    const detect = detector([team('a', repeat(0.99, 20))]);
    const halved = detect(0, 'halved');
    expect(halved.one ?? 1).toBeLessThan(0.5);
    expect(halved.smallest ?? 0).toBeGreaterThan(2);
    expect(halved.smallest ?? 99).toBeLessThan(9);
    // From a neighbour the search comes to the same, give or take what luck does.
    const near = detect(0, 'halved', { one: undefined, smallest: 6 }).smallest ?? 0;
    expect(Math.abs(near - (halved.smallest ?? 0))).toBeLessThanOrEqual(1);
  });

  it('thinks of more fixtures of the same kind where the team has too few', () => {
    const halved = detector([team('a', [0.99]), team('b', repeat(0.99, 10))])(0, 'halved');
    expect(halved.smallest ?? 0).toBeGreaterThan(1);
  });

  it('can see nothing where nothing is right', () => {
    const detect = detector([team('a', repeat(0.02, 4)), team('b', repeat(0.99, 4))]);
    expect(detect(0, 'broken')).toEqual({ one: undefined, smallest: undefined });
    expect(detect(0, 'halved')).toEqual({ one: undefined, smallest: undefined });
  });

  it('says when not even the most that is tried suffices', () => {
    // Nothing is run again and alpha is tiny: only the test over all fixtures could fire, and may not.
    const blind = detector([team('a', repeat(0.99, 3))], { rounds: [1], alpha: 1e-12 });
    expect(blind(0, 'halved')).toEqual({ one: 0, smallest: undefined });
    expect(blind(0, 'halved', { one: 0, smallest: undefined })).toEqual({ one: 0, smallest: undefined });
  });

  it('counts a floor that is fallen below as caught', () => {
    const policy = { rounds: [1], alpha: 1e-12 };
    const without = detector([team('a', repeat(0.99, 4))], policy)(0, 'broken');
    const floored = detector([team('a', repeat(0.99, 4), 0.9)], policy)(0, 'broken');
    expect(without).toEqual({ one: 0, smallest: undefined });
    expect(floored.smallest).toBe(1);
  });

  it('judges by any-drop where that is the rule', () => {
    const teams = [team('a', repeat(0.99, 4))];
    const detection = detector(teams, { rule: 'any-drop' })(0, 'broken');
    expect(detection).toMatchObject({ smallest: 1 });
    // More trials make half a loss a drop almost every time, which one trial shows half the time.
    const one = detector(teams, { rule: 'any-drop' })(0, 'halved').one ?? 0;
    const five = detector(teams, { rule: 'any-drop' }, 5)(0, 'halved').one ?? 0;
    expect(one).toBeGreaterThan(0.4);
    expect(one).toBeLessThan(0.6);
    expect(five).toBeGreaterThan(0.85);
  });

  it('sees more the more fixtures are hit: the share grows with the smallest number it gives', () => {
    const rates = [...repeat(0.99, 12), 0.7, 0.6];
    const detect = detector([team('a', rates), team('b', repeat(0.8, 10))]);
    const [broken, halved] = [detect(0, 'broken'), detect(0, 'halved')];
    expect((halved.smallest ?? 99) >= (broken.smallest ?? 99)).toBe(true);
    expect((halved.one ?? 1) <= (broken.one ?? 0)).toBe(true);
  });
});
