/**
 * Whether a stream gets colours. NO_COLOR (https://no-color.org) wins over FORCE_COLOR (https://force-color.org), as
 * in commander's own help; without either a terminal gets them, unless it says that it is none to speak of.
 */
export function wantsColor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const { NO_COLOR: no = '', FORCE_COLOR: force = '', TERM: term } = env;
  if (no !== '' || force === '0' || force === 'false') return false;
  if (force !== '') return true;
  return stream.isTTY === true && term !== 'dumb';
}
