/** A line as several that are no longer than `width`, broken at spaces; a row of a table is left whole. */
export function wrap(line: string, width: number): readonly string[] {
  if (/^[|│┌├└]/.test(line) || line.length <= width) return [line];
  const at = line.lastIndexOf(' ', width);
  // The mark of a list's item, or a word that is longer than all that fits.
  if (at <= 2) return [line];
  return [line.slice(0, at), ...wrap(line.slice(at + 1), width)];
}
