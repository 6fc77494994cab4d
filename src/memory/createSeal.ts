import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Seal } from '../domain/memory.ts';

/** Keeps the key apart from all other uses that the same secret may have. */
const PURPOSE = 'pin-gate: evaluations that a comment remembers, 1';

/**
 * A seal (HMAC-SHA256, base64url) whose key follows from a secret that the gate has and a pull request has not. A
 * comment can be edited by everybody who may write to the repository; what is sealed in it cannot be made up by them.
 */
export function createSeal(secret: string): Seal {
  const key = createHmac('sha256', secret).update(PURPOSE).digest();
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    sign,
    verify: (text, signature) => {
      const [expected, given] = [Buffer.from(sign(text)), Buffer.from(signature)];
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
