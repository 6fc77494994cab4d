import type { Json } from './fixture.ts';
import { GateError, type Problem } from './problem.ts';
import { quote } from './quote.ts';

/** A message template, parsed: how a fixture becomes the user message. */
export interface Template {
  readonly parts: readonly (string | TemplateField)[];
  /** The names of the fields used, each once, in order of first use. */
  readonly fields: readonly string[];
}

export interface TemplateField {
  readonly field: string;
  /** The line of the template (from 1) on which it stands. */
  readonly line: number;
}

/**
 * Parses a text with fields such as `{{subject}}` or `{{ subject }}`; everything else is kept as it is.
 *
 * Throws a `GateError` with every field that is empty or not closed; the lines are those of the template (from
 * 1), and no file is named: only the caller knows where the template stands.
 */
export function parseTemplate(text: string): Template {
  const parts: (string | TemplateField)[] = [];
  const problems: Problem[] = [];
  let position = 0;
  let line = 1;
  for (;;) {
    const open = text.indexOf('{{', position);
    const literal = text.slice(position, open === -1 ? undefined : open);
    if (literal !== '') parts.push(literal);
    if (open === -1) break;
    line += literal.split('\n').length - 1;

    // A field ends on the line and before the brace it began with; otherwise its end was forgotten.
    const [whole, name = ''] = /^\{\{([^{}\n]*)\}\}/.exec(text.slice(open, open + 1000)) ?? [];
    if (whole === undefined) {
      const there = quote(text.slice(open).split('\n', 1)[0] ?? '', 40);
      problems.push({ line, message: `A field is not closed: expected {{name}}, but there is ${there}.` });
      position = open + 2;
    } else {
      const field = name.trim();
      if (field === '') {
        problems.push({ line, message: 'A field has no name: expected {{name}}, but there is {{}}.' });
      }
      parts.push({ field, line });
      position = open + whole.length;
    }
  }
  if (problems.length > 0) throw new GateError(problems);
  const names = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.field]));
  return { parts, fields: [...new Set(names)] };
}

/**
 * The message for one fixture. Texts are taken as they are, and never expanded again; numbers and truth values
 * as JSON writes them, null as nothing, lists and objects as JSON.
 *
 * Throws a `GateError` when a field is missing, which config/readFixtures has ruled out for every fixture.
 */
export function renderTemplate(template: Template, fields: Readonly<Record<string, Json>>): string {
  return template.parts
    .map((part) => (typeof part === 'string' ? part : render(part.field, fields)))
    .join('');
}

function render(field: string, fields: Readonly<Record<string, Json>>): string {
  const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (value === undefined) throw new GateError(`The fixture has no field ${quote(field)}.`);
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
