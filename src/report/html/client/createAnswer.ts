import type { FixtureData, ReplyData } from '../fixtures/fixtureData.ts';
import { code } from './code.ts';
import { element } from './element.ts';

const MARKS = ['✗', '✓', '⚠️'];
const WORDS = ['wrong', 'right', 'not scored'];

/** What a version answered, in one line: a mark, and the graded values or why there are none. */
export function createAnswer(data: FixtureData, [state, , , , label, , answers]: ReplyData): HTMLElement {
  const mark = element('span', '', MARKS[state] ?? '');
  mark.setAttribute('aria-hidden', 'true');
  const line = element('span', '', mark, ' ', element('span', 'unseen', `${WORDS[state] ?? ''}: `));
  if (label >= 0) line.append(element('em', '', data.texts[label] ?? ''));
  else line.append(...createValues(data, answers));
  return line;
}

/** Values of all graded fields, with the fields' names where there are several. */
export function createValues(data: FixtureData, values: readonly number[]): readonly (Node | string)[] {
  return values.flatMap((value, index) => [
    ...(index === 0 ? [] : [', ']),
    ...(values.length === 1 ? [] : [`${data.texts[data.fields[index] ?? -1] ?? ''}: `]),
    code(data.texts[value]),
  ]);
}
