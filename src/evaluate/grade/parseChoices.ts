import type { Json } from '../../domain/fixture.ts';

/**
 * The values that a label of `one-of` allows: the list itself. A CSV cell holds a list as JSON (`["a","b"]`) or
 * with bars (`a|b`); a cell without a bar allows one value. Undefined when the label is no list.
 */
export function parseChoices(label: Json, isCell: boolean): readonly Json[] | undefined {
  if (typeof label !== 'string') return Array.isArray(label) ? label : undefined;
  if (!isCell) return undefined;
  try {
    const list: Json = JSON.parse(label);
    if (Array.isArray(list)) return list;
  } catch {
    // No JSON: values as they stand, even if the first begins with a bracket.
  }
  return label
    .split('|')
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '');
}
