/** Numbers in [0, 1). */
export type Random = () => number;

/**
 * A generator whose numbers depend on `seed` alone: sfc32 (Chris Doty-Humphrey, PractRand), its state filled
 * from three FNV-1a hashes of the text. Not for secrets.
 */
export function createRandom(seed: string): Random {
  let a = fnv1a(seed, 0x811c9dc5);
  let b = fnv1a(seed, 0x9e3779b9);
  let c = fnv1a(seed, 0x85ebca6b);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The first outputs of similar seeds are alike; the generator's author discards twelve.
  for (let discarded = 0; discarded < 12; discarded += 1) next();
  return next;
}

function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}
