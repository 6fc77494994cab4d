/**
 * An exact share from 0, in lowest terms, denominator above 0. Verdicts hang on "lower or not", and sums of floating
 * shares such as ⅓ + ⅓ + ⅓ may come out lower when nothing is.
 */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** `numerator / denominator` of whole numbers, the numerator from 0 and the denominator above 0. */
export function fraction(numerator: number | bigint, denominator: number | bigint): Fraction {
  return reduce(BigInt(numerator), BigInt(denominator));
}

/**
 * The exact value of a decimal that a person wrote: 0.6 is 6/10, not the binary number next to it.
 * Throws a `RangeError` for what is no number from 0: as a floor or a coverage it would let everything pass.
 */
export function fractionOfDecimal(decimal: number): Fraction {
  const parts = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(decimal));
  if (parts === null) throw new RangeError(`expected a decimal from 0, was ${decimal}`);
  const [, whole = '', digits = '', exponent = 0] = parts;
  const shift = Number(exponent) - digits.length;
  const value = BigInt(whole + digits);
  return shift < 0 ? reduce(value, 10n ** BigInt(-shift)) : reduce(value * 10n ** BigInt(shift), 1n);
}

export function sum(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(
    (a, b) =>
      reduce(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
    fraction(0, 1),
  );
}

/** Below 0 when `a` is less than `b`, 0 when they are equal, above 0 when `a` is more. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function toNumber({ numerator, denominator }: Fraction): number {
  return Number(numerator) / Number(denominator);
}

function reduce(numerator: bigint, denominator: bigint): Fraction {
  let [a, b] = [numerator, denominator];
  while (b > 0n) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a };
}
