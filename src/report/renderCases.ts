import type { CaseRow, Evaluation } from './buildReport.ts';
import { codeSpan, escapeSentence } from './escape.ts';
import { type Align, table } from './markdown.ts';
import { nameFixture } from './nameFixture.ts';
import type { ReportContext } from './reportContext.ts';
import type { Answer, AnswerPart } from './summarizeAnswer.ts';

/** Distinct answers of one version that a cell has room for. */
const ANSWERS = 3;

/** A table of fixtures: expected, the baseline's answer, the candidate's. The first column says the flip or the team. */
export function renderCases(
  rows: readonly CaseRow[],
  where: {
    readonly context: ReportContext;
    readonly pin: Evaluation['pin'];
    readonly first: 'Flip' | 'Team';
  },
): readonly string[] {
  const { context, pin, first } = where;
  const columns: readonly (readonly [string, Align])[] = [
    [first, 'left'],
    ['Fixture', 'left'],
    ['Expected', 'left'],
    ...(pin.baseline === undefined ? [] : [[`v${pin.baseline.pin.version} answered`, 'left'] as const]),
    [`v${pin.candidate.pin.version} answered`, 'left'],
  ];
  const toRow = ({ fixture, subject, flip, answers }: CaseRow) => [
    first === 'Team' ? codeSpan(fixture.team, 60) : flip === 'broke' ? '❌ broke' : '✅ fixed',
    [
      nameFixture(fixture, pin, context),
      ...(subject === undefined ? [] : [escapeSentence(subject.replaceAll('`', "'"), 80)]),
    ].join('<br>'),
    renderParts(answers.expected),
    ...(pin.baseline === undefined ? [] : [renderAnswers(answers.baseline)]),
    renderAnswers(answers.candidate),
  ];
  return table(columns, rows.map(toRow));
}

function renderAnswers(answers: readonly Answer[]): string {
  const rest = answers.length - ANSWERS;
  const single = answers.length === 1 && answers[0]?.times === 1;
  return [
    ...answers
      .slice(0, ANSWERS)
      .map((answer) => `${renderAnswer(answer)}${single ? '' : ` ${answer.times}×`}`),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join('<br>');
}

function renderAnswer({ label, detail, parts }: Answer): string {
  if (label === undefined) return renderParts(parts);
  return detail === undefined ? `*${label}*` : `*${label}*: ${codeSpan(detail, 160)}`;
}

function renderParts(parts: readonly AnswerPart[]): string {
  return parts
    .map(({ field, value }) => {
      const shown = value === undefined ? '*another answer*' : codeSpan(value, 80);
      return field === undefined ? shown : `${codeSpan(field, 40)}: ${shown}`;
    })
    .join('<br>');
}
