import type { Fixture, Json } from '../../domain/fixture.ts';
import type { Matcher, Policy } from '../../domain/policy.ts';
import type { Problem } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { shorten } from '../../domain/shorten.ts';
import { hasTextLabels, parseChoices } from './label.ts';
import { parseNumber } from './parseNumber.ts';

/**
 * The labels that do not suit their matcher, so that no reply could be right, or every reply would be (an
 * empty text is contained in all of them). Meant to be asked once, before the first session is paid for.
 */
export function findLabelProblems(fixtures: readonly Fixture[], policy: Policy): readonly Problem[] {
  return fixtures.flatMap((fixture) =>
    Object.entries(policy.expect).flatMap(([field, matcher]) => {
      const label = Object.hasOwn(fixture.fields, field) ? fixture.fields[field] : undefined;
      const fault = label === undefined ? 'it is missing' : findFault(matcher, label, hasTextLabels(fixture));
      if (fault === undefined) return [];
      const message = `The label \`${field}\` of fixture ${quote(fixture.id)} does not suit \`${matcher}\`: ${fault}.`;
      return [{ file: fixture.file, line: fixture.line, message }];
    }),
  );
}

function findFault(matcher: Matcher, label: Json, isCell: boolean): string | undefined {
  const was = `but it is ${shorten(JSON.stringify(label))}`;
  switch (matcher) {
    case 'exact':
    case 'ignore-case':
      return undefined;
    case 'one-of':
      if ((parseChoices(label, isCell) ?? []).length > 0) return undefined;
      return isCell
        ? 'it should be the allowed values with bars between them, such as `billing|auth`, but the cell is empty'
        : `it should be a list of the allowed values, such as ["billing", "auth"], ${was}`;
    case 'contains':
      return isFilledText(label) ? undefined : `it should be a text that the reply must contain, ${was}`;
    case 'regex':
      if (!isFilledText(label)) return `it should be a regular expression as text, ${was}`;
      return findPatternFault(label);
    case 'number':
      return parseNumber(label) === undefined ? `it should be a number, ${was}` : undefined;
  }
}

function isFilledText(label: Json): label is string {
  return typeof label === 'string' && label !== '';
}

function findPatternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? `it is no regular expression (${error.message})`
      : 'it is no regular expression';
  }
}
