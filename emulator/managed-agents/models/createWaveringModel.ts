import type { Model } from '../model.ts';
import { countTokens } from './countTokens.ts';

export interface Wavering {
  /** Messages that contain it waver; all others are the model's own business. */
  readonly text: string;
  /** How often such a message gets `reply` in place of the model's answer, from 0 to 1, on every version. */
  readonly probability: number;
  readonly reply: string;
}

/**
 * Lets one message waver that another model would always answer alike, on every version of an agent with the same
 * odds: what a real model does with a case that it finds hard. For showing what noise does to a comparison, and with
 * known odds. Chance is the turn's `random`, so with the same seed the n-th answer of a version is always the same.
 *
 * Throws a `RangeError` when the probability is none.
 */
export function createWaveringModel(model: Model, { text, probability, reply }: Wavering): Model {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`A probability is from 0 to 1, and this is ${probability}.`);
  return {
    answer(turn) {
      // Only where it matters: whatever else the model draws by chance stays as it was.
      const wavers = turn.text.includes(text) && turn.random() < probability;
      const answer = model.answer(turn);
      return wavers ? { ...answer, reply, outputTokens: countTokens(reply) } : answer;
    },
  };
}
