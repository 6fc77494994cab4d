import type { Cell } from './drawTable.ts';

/** What starts with one of our icons is coloured as the icon is. */
export function styleByIcon(text: string): Cell['style'] {
  if (text.startsWith('❌')) return 'bad';
  if (text.startsWith('✅')) return 'good';
  return text.startsWith('⚠️') ? 'unclear' : undefined;
}
