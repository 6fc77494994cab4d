/**
 * Numbers in [0, 1) that follow from the seed alone: sfc32 (C. Doty-Humphrey, PractRand), the first twelve of which its
 * author discards. A calibration of the same counts comes to the same figures, whoever repeats it.
 *
 * @param seed a whole number; its lowest 32 bits count
 */
export function createRandom(seed: number): () => number {
  let [a, b, c, counter] = [0, seed | 0, 0, 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let discarded = 0; discarded < 12; discarded += 1) next();
  return next;
}
