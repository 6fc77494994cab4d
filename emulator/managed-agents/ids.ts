import type { Random } from './random.ts';

/** Base58: no 0, O, I or l, as in the service's ids. */
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** `prefix_01…`: an id in the service's form, 24 characters after the prefix. */
export function createId(prefix: string, random: Random): string {
  let id = `${prefix}_01`;
  for (let length = 0; length < 22; length += 1) id += alphabet[Math.floor(random() * alphabet.length)];
  return id;
}
