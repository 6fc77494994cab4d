/**
 * Remembers what a function of immutable things (oids) came to, and shares a call that is under way. A
 * failed call is forgotten.
 */
export function remember<Arguments extends readonly (string | boolean)[], Result>(
  compute: (...args: Arguments) => Promise<Result>,
): (...args: Arguments) => Promise<Result> {
  const known = new Map<string, Promise<Result>>();
  return (...args) => {
    const key = args.join(' ');
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const result = compute(...args);
    known.set(key, result);
    result.catch(() => known.delete(key));
    return result;
  };
}
