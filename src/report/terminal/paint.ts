/** `good`, `bad` and `unclear` are green, red and yellow: never without a word or an icon that says the same. */
export type Style = 'bold' | 'dim' | 'good' | 'bad' | 'unclear';

export type Paint = (text: string, ...styles: readonly Style[]) => string;

const CODES: Readonly<Record<Style, number>> = { bold: 1, dim: 2, bad: 31, good: 32, unclear: 33 };

/** Colours by the terminal's own palette, which fits dark and light; nothing at all without `color`. */
export function createPaint(color: boolean): Paint {
  return (text, ...styles) =>
    color && styles.length > 0
      ? `\u001b[${styles.map((style) => CODES[style]).join(';')}m${text}\u001b[0m`
      : text;
}
