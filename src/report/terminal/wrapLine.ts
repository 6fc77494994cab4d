import { displayWidth } from './displayWidth.ts';

/**
 * A line broken between words so that no part is wider than `width` columns; a word that is wider stands alone and
 * is left to the terminal, so that it can be copied. Parts after the first start with
 * `indent`, and no part is but a bullet.
 */
export function wrapLine(line: string, width: number | undefined, indent = ''): string {
  if (width === undefined || displayWidth(line) <= width) return line;
  const lines: string[] = [];
  let current = '';
  for (const [index, word] of line.split(' ').entries()) {
    const longer = index === 0 ? word : `${current} ${word}`;
    if (index === 0 || isBullet(current) || displayWidth(longer) <= width) {
      current = longer;
    } else {
      lines.push(current);
      current = `${indent}${word}`;
    }
  }
  return [...lines, current].join('\n');
}

function isBullet(start: string): boolean {
  return displayWidth(start) <= 2;
}
