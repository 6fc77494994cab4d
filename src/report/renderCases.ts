import type { CaseRow, Evaluation, Report } from './buildReport.ts';
import { describeFlip } from './describeFlip.ts';
import { codeSpan, escapeSentence } from './escape.ts';
import { formatRerun } from './formatScore.ts';
import { link, sessionUrl } from './links.ts';
import { type Align, table } from './markdown.ts';
import { nameFixture } from './nameFixture.ts';
import { nameCandidate, shortenVersion } from './nameVersion.ts';
import type { ReportContext } from './reportContext.ts';
import type { Answer, AnswerPart } from './summarizeAnswer.ts';

/** Distinct answers of one version that a cell has room for. */
const ANSWERS = 3;

/**
 * A table of fixtures: expected, the baseline's answer, the candidate's, each linked to a session that gave it.
 * The first column says the team; or the flip and, where it was run again, how often each version was right then;
 * `commit` is where the fixtures stand.
 */
export function renderCases(
  rows: readonly CaseRow[],
  where: {
    readonly report: Report;
    readonly pin: Evaluation['pin'];
    readonly commit: string;
    readonly first: 'Flip' | 'Team';
  },
): readonly string[] {
  const { pin, commit, first } = where;
  const { context } = where.report;
  const columns: readonly (readonly [string, Align])[] = [
    [first, 'left'],
    ['Fixture', 'left'],
    ['Expected', 'left'],
    ...(pin.baseline === undefined ? [] : [[`v${pin.baseline.pin.version} answered`, 'left'] as const]),
    [`${shortenVersion(nameCandidate(pin))} answered`, 'left'],
  ];
  const toRow = (row: CaseRow) => {
    const { fixture, subject, answers, rerun } = row;
    return [
      first === 'Team'
        ? codeSpan(fixture.team, 40)
        : [
            describeFlip(row),
            ...(rerun === undefined ? [] : [`re-run: ${formatRerun(rerun).replaceAll(' ', '&nbsp;')}`]),
          ].join('<br>'),
      [
        nameFixture(fixture, commit, context),
        ...(subject === undefined ? [] : [escapeSentence(subject.replaceAll('`', "'"), 60)]),
      ].join('<br>'),
      renderParts(answers.expected),
      ...(pin.baseline === undefined ? [] : [renderAnswers(answers.baseline, context)]),
      renderAnswers(answers.candidate, context),
    ];
  };
  return table(columns, rows.map(toRow));
}

function renderAnswers(answers: readonly Answer[], context: ReportContext): string {
  const rest = answers.length - ANSWERS;
  const single = answers.length === 1 && answers[0]?.times === 1;
  return [
    ...answers.slice(0, ANSWERS).map((answer) => {
      const shown = link(renderAnswer(answer), sessionUrl(context, answer.session));
      return `${shown}${renderDetail(answer)}${single ? '' : ` ${answer.times}×`}`;
    }),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join('<br>');
}

function renderAnswer({ label, parts }: Answer): string {
  return label === undefined ? renderParts(parts) : `*${label}*`;
}

function renderDetail({ detail }: Answer): string {
  return detail === undefined ? '' : `: ${codeSpan(detail, 120)}`;
}

function renderParts(parts: readonly AnswerPart[]): string {
  return parts
    .map(({ field, value }) => {
      const shown = value === undefined ? '*another answer*' : codeSpan(value, 48);
      return field === undefined ? shown : `${codeSpan(field, 40)}: ${shown}`;
    })
    .join('<br>');
}
