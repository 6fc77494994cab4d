/**
 * The list in random order, every order as likely as any other. Fisher and Yates, Statistical Tables, 1938, in
 * Durstenfeld's form (Algorithm 235, Communications of the ACM 7, 1964).
 *
 * @param random uniform in [0, 1)
 */
export function shuffle<T>(list: readonly T[], random: () => number): readonly T[] {
  const shuffled = [...list];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [shuffled[last], shuffled[other]];
    if (a === undefined || b === undefined) continue;
    [shuffled[last], shuffled[other]] = [b, a];
  }
  return shuffled;
}
