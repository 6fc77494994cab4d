import type { Json } from '../../domain/fixture.ts';
import type { Matcher } from '../../domain/policy.ts';
import { isEqualJson } from './isEqualJson.ts';
import { parseChoices } from './parseChoices.ts';
import { parseNumber } from './parseNumber.ts';
import { testPattern } from './testPattern.ts';

/** Which of the two sides comes from a form without types: a CSV cell, a text reply. */
export interface Typeless {
  readonly label: boolean;
  readonly reply: boolean;
}

export interface FieldMatch {
  readonly right: boolean;
  /** Why it is wrong, where expected and actual do not say it. */
  readonly note?: string;
}

/**
 * Compares one field of a reply with the fixture's label. A label that does not suit the matcher is matched by
 * nothing, the empty text included, which otherwise every text would contain.
 *
 * - `exact`: deeply equal, type included: `"3"` is not `3`. Where one side has no types (a CSV cell, a text
 *   reply), a text, number, truth value or null equals a value that is written the same: the cell `3` is right
 *   for `3` and for `"3"`, the cell `3.0` only for `"3.0"` (`number` is for that).
 * - `ignore-case`: as `exact`, but texts are compared without case (by Unicode's rules, in no language's),
 *   without white space around them and in one normal form: `Straße` is `STRASSE`.
 * - `one-of`: `exact` with one of the values of the label.
 * - `contains`: the reply's value is a text in which the label appears, case included.
 * - `regex`: the reply's value is a text in which the label, a pattern in Unicode mode, matches somewhere.
 * - `number`: both say the same finite number, as numbers or as decimal texts.
 */
export function matchField(matcher: Matcher, label: Json, actual: Json, typeless: Typeless): FieldMatch {
  switch (matcher) {
    case 'exact':
      return { right: isSame(label, actual, typeless) };
    case 'ignore-case':
      return { right: isSame(foldCase(label), foldCase(actual), typeless) };
    case 'one-of': {
      const choices = parseChoices(label, typeless.label);
      return { right: choices?.some((choice) => isSame(choice, actual, typeless)) ?? false };
    }
    case 'contains':
      return { right: isFilledText(label) && typeof actual === 'string' && actual.includes(label) };
    case 'regex':
      return matchPattern(label, actual);
    case 'number': {
      const expected = parseNumber(label);
      return { right: expected !== undefined && parseNumber(actual) === expected };
    }
  }
}

function isFilledText(label: Json): label is string {
  return typeof label === 'string' && label !== '';
}

function isSame(label: Json, actual: Json, typeless: Typeless): boolean {
  if (!typeless.label && !typeless.reply) return isEqualJson(label, actual);
  const written = writeScalar(label);
  return written === undefined ? isEqualJson(label, actual) : written === writeScalar(actual);
}

function writeScalar(value: Json): string | undefined {
  return typeof value === 'object' && value !== null ? undefined : String(value);
}

// Upper case first: it is what makes `ß` and `SS`, `σ` and `ς` meet.
function foldCase(value: Json): Json {
  return typeof value === 'string' ? value.normalize('NFC').trim().toUpperCase().toLowerCase() : value;
}

function matchPattern(label: Json, actual: Json): FieldMatch {
  if (!isFilledText(label) || typeof actual !== 'string') return { right: false };
  const matches = testPattern(label, actual);
  return matches === 'timed-out'
    ? { right: false, note: 'the pattern took too long on this reply and was stopped' }
    : { right: matches };
}
