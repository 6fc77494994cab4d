import { describe, expect, it } from '@jest/globals';
import type { Model } from '../../../../emulator/managed-agents/model.ts';
import { createWaveringModel } from '../../../../emulator/managed-agents/models/createWaveringModel.ts';
import { createRandom } from '../../../../emulator/managed-agents/random.ts';
import { createTurn } from './createTurn.ts';

/** Says what it was asked, and takes as long as its first number says. */
const echo: Model = {
  answer: ({ text, random }) => ({ reply: text, latencyMs: random(), inputTokens: 7, outputTokens: 8 }),
};
const wavering = { text: 'hard', probability: 0.25, reply: 'another one' };

/** How many of 2,000 answers to a text waver. */
function countWavering(model: Model, text: string, version = 1): number {
  const replies = Array.from(
    { length: 2000 },
    (_, n) => model.answer(createTurn({ text, version, random: createRandom(`${n} ${version}`) })).reply,
  );
  return replies.filter((reply) => reply !== text).length;
}

describe('createWaveringModel', () => {
  it('lets one text waver with the odds given, on every version', () => {
    const model = createWaveringModel(echo, wavering);
    // Four standard deviations, 4 × √(2000 × 0.25 × 0.75), are 77.
    for (const version of [1, 2, 3])
      expect(Math.abs(countWavering(model, 'a hard one', version) - 500)).toBeLessThan(78);
  });

  it('leaves every other text alone, its chance included', () => {
    const model = createWaveringModel(echo, wavering);
    const turn = () => createTurn({ text: 'an easy one', random: createRandom('one') });
    expect(model.answer(turn())).toEqual(echo.answer(turn()));
  });

  it('changes the reply and what that costs, and nothing else', () => {
    const model = createWaveringModel(echo, { ...wavering, probability: 1 });
    expect(model.answer(createTurn({ text: 'a hard one', random: () => 0.5 }))).toEqual({
      reply: 'another one',
      latencyMs: 0.5,
      inputTokens: 7,
      outputTokens: 3,
    });
  });

  it.each([
    [0, 0],
    [1, 2000],
  ])('is certain with a probability of %d', (probability, count) => {
    expect(countWavering(createWaveringModel(echo, { ...wavering, probability }), 'a hard one')).toBe(count);
  });

  it('comes to the same with the same numbers', () => {
    const replies = () => {
      const model = createWaveringModel(echo, wavering);
      const random = createRandom('the same');
      return Array.from({ length: 50 }, () => model.answer(createTurn({ text: 'hard', random })).reply);
    };
    expect(replies()).toEqual(replies());
    expect(new Set(replies()).size).toBe(2);
  });

  it.each([-0.01, 1.01, Number.NaN])('refuses a probability of %d', (probability) => {
    expect(() => createWaveringModel(echo, { ...wavering, probability })).toThrow(RangeError);
  });
});
