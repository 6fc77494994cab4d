import { showHidden, showHiddenLines } from '../escape.ts';

/** A piece of HTML that was made here: every text in it is escaped. */
export class Html {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Value = Html | string | number | readonly Html[];

/**
 * HTML from a template. Texts of any origin may stand in elements and in quoted attributes: they are shown as they
 * are, on one line, with hidden characters as escapes.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.map((part, index) => part + write(values[index] ?? '')).join(''));
}

/** A text with its line breaks, for an element that keeps them. */
export function htmlLines(text: string): Html {
  return new Html(escapeMarks(showHiddenLines(text)));
}

function write(value: Value): string {
  if (value instanceof Html) return value.source;
  if (typeof value === 'object') return value.map(({ source }) => source).join('');
  return escapeMarks(showHidden(String(value)));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeMarks(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
