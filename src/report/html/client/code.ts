import { element } from './element.ts';

/** A value as code; a word where there would be nothing to see. */
export function code(text: string | undefined): HTMLElement {
  if (text === undefined) return element('em', '', 'another answer, withheld');
  if (text.trim() === '') return element('em', '', text === '' ? 'empty' : 'only spaces');
  return element('code', '', text);
}
