import type { FixtureData, ReplyData, RowData } from '../fixtures/fixtureData.ts';
import { code } from './code.ts';
import { createAnswer, createValues } from './createAnswer.ts';
import { createRowBody } from './createRowBody.ts';
import { describeFlags } from './describeFlags.ts';
import { element } from './element.ts';

/** A fixture in the list. What unfolds is made when it is unfolded for the first time. */
export function createRow(data: FixtureData, row: RowData): HTMLLIElement {
  const [flags, id, subject, team] = row;
  const [status, className] = describeFlags(flags);
  const name = element('span', '', code(data.texts[id]));
  if (subject >= 0) name.append(element('span', 'subject', data.texts[subject] ?? ''));
  const answers = createAnswers(data, row);
  const details = element(
    'details',
    '',
    element(
      'summary',
      '',
      element('span', className, status),
      name,
      element('span', '', code(data.texts[data.teams[team] ?? -1])),
      answers,
    ),
  );
  details.addEventListener('toggle', () => details.append(createRowBody(data, row)), { once: true });
  return element('li', '', details);
}

/** What was expected and what both versions said; in one line where both always said what was expected. */
function createAnswers(data: FixtureData, row: RowData): HTMLElement {
  const [, , , , , , expected, baseline, candidate] = row;
  const isAsExpected = ([
    [state, , , , , , answers] = [0, 0, -1, 0, -1, -1, [], []],
    ...others
  ]: typeof baseline) => others.length === 0 && state === 1 && answers.join() === expected.join();
  const [first] = candidate;
  if (data.baselineName !== undefined && first !== undefined && [baseline, candidate].every(isAsExpected))
    return element('span', 'answers', element('span', '', createAnswer(data, first), ' on both'));
  const answers = element(
    'span',
    'answers',
    element('span', '', element('span', 'key', 'expected '), ...createValues(data, expected)),
  );
  if (data.baselineName !== undefined) answers.append(summarize(data, `${data.baselineName} `, baseline));
  answers.append(summarize(data, `${data.candidateName} `, candidate));
  return answers;
}

function summarize(data: FixtureData, version: string, replies: readonly ReplyData[]): HTMLElement {
  const line = element('span', '', element('span', 'key', version));
  const [first, ...others] = replies;
  line.append(first === undefined ? '–' : createAnswer(data, first));
  if (others.length > 0) line.append(` and ${others.length} other${others.length > 1 ? 's' : ''}`);
  return line;
}
