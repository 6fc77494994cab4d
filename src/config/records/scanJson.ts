import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { quote } from '../../domain/quote.ts';
import { code } from '../code.ts';

/** Lines are counted from 1. */
export interface JsonScan {
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** Where the elements of the outermost list start; empty when the text is no list. */
  readonly elementLines: readonly number[];
}

// In the place of an error stands what comes next, so the words say what was expected there.
const EXPECTED: Readonly<Record<string, string>> = {
  InvalidSymbol: 'expected a value (texts and keys in double quotes)',
  InvalidNumberFormat: 'expected a number as JSON writes it',
  PropertyNameExpected: 'expected a key in double quotes (no comma after the last one)',
  ValueExpected: 'expected a value (no comma after the last one)',
  ColonExpected: 'expected a colon after the key',
  CommaExpected: 'expected a comma, or the end of the list or object',
  CloseBraceExpected: 'expected a closing }',
  CloseBracketExpected: 'expected a closing ]',
  EndOfFileExpected: 'expected nothing more after the first value',
  InvalidCommentToken: 'expected no comment: JSON has none',
  UnexpectedEndOfComment: 'expected no comment: JSON has none',
  UnexpectedEndOfString: 'expected a closing quote on the same line (a line break in a text is written \\n)',
  UnexpectedEndOfNumber: 'expected a digit',
  InvalidUnicode: 'expected four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'expected one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
  InvalidCharacter: 'expected no control characters in a text (a tab is written \\t)',
};

/**
 * Looks over a text that should be strict JSON: where its elements start, duplicate keys, and its first error,
 * if any (the errors after the first follow from it). The values themselves are for `JSON.parse`.
 */
export function scanJson(text: string): JsonScan {
  const problems: { line: number; message: string }[] = [];
  const elementLines: number[] = [];
  const keys: Set<string>[] = [];
  let depth = 0;
  let isList = false;
  let failed = false;

  const startValue = (line: number) => {
    if (depth === 1 && isList) elementLines.push(line + 1);
  };
  try {
    visit(
      text,
      {
        onObjectBegin: (_offset, _length, line) => {
          startValue(line);
          depth += 1;
          keys.push(new Set());
        },
        onObjectProperty: (key, _offset, _length, line) => {
          const siblings = keys.at(-1);
          if (siblings?.has(key)) {
            problems.push({
              line: line + 1,
              message: `The key ${code(key)} is there twice: keep one of the two.`,
            });
          }
          siblings?.add(key);
        },
        onObjectEnd: () => {
          depth -= 1;
          keys.pop();
        },
        onArrayBegin: (_offset, _length, line) => {
          startValue(line);
          if (depth === 0) isList = true;
          depth += 1;
        },
        onArrayEnd: () => {
          depth -= 1;
        },
        onLiteralValue: (_value, _offset, _length, line) => startValue(line),
        onError: (error, offset, _length, line, column) => {
          if (failed) return;
          failed = true;
          problems.push({ line: line + 1, message: explain(error, text, offset, column + 1) });
        },
      },
      { disallowComments: true },
    );
  } catch (error) {
    // The scan recurses: a file of a hundred thousand brackets is nobody's fixture.
    if (!(error instanceof RangeError)) throw error;
    problems.push({ line: 1, message: 'The JSON is nested too deeply to be read.' });
  }
  return { problems, elementLines };
}

function explain(error: ParseErrorCode, text: string, offset: number, column: number): string {
  const expected = EXPECTED[printParseErrorCode(error)] ?? 'expected something else';
  const rest =
    text
      .slice(offset, offset + 200)
      .split('\n', 1)[0]
      ?.trim() ?? '';
  const there =
    rest !== ''
      ? quote(rest, 30)
      : text.slice(offset).trim() === ''
        ? 'the end of the text'
        : 'the end of the line';
  return `This is not valid JSON (column ${column}): ${expected}, but there is ${there}.`;
}
