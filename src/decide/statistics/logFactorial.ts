/** ln 0!, ln 1!, …: grows to the largest number asked for, and is summed once. */
const table: number[] = [0];

/**
 * The natural logarithm of n! for a whole number n from 0: the sum of the logarithms of 1 to n, exact up to
 * rounding, with no approximation of the factorial in it and no overflow.
 */
export function logFactorial(n: number): number {
  let last = table[table.length - 1] ?? 0;
  for (let next = table.length; next <= n; next += 1) {
    last += Math.log(next);
    table.push(last);
  }
  return table[n] ?? Number.NaN;
}

/** ln of n over k: in how many ways k of n can be chosen, 0 ≤ k ≤ n. */
export function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
