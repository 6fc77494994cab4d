import type { Annotation } from '../domain/reportSink.ts';
import { shorten } from '../domain/shorten.ts';
import type { CaseRow, Evaluation, Report } from './buildReport.ts';
import { formatCount } from './formatEffort.ts';
import { formatRerun } from './formatScore.ts';
import { shortenVersion } from './nameVersion.ts';
import type { Answer, AnswerPart } from './summarizeAnswer.ts';

const TITLE = 'Pin Gate: a fixture broke';

/**
 * Warnings on the lines of fixtures that broke, at most `limit` (from 1), the last of which counts those that are
 * left. First what fresh trials show again, plainest first; what they do not show again is no break.
 *
 * GitHub reads a place in the head's files, and fixtures are read from the base branch. Where the change leaves the
 * file alone, its lines are the same unless the branch is behind its base, so every message names the fixture. Where
 * the change touches the file, the line may belong to another fixture: then the warning stands on the pin and says
 * where the fixture is.
 */
export function annotateBroken({ sections, result }: Report, limit: number): readonly Annotation[] {
  const broken = sections
    .flatMap(({ evaluation }) =>
      (evaluation?.flips ?? []).flatMap((row) => (evaluation === undefined ? [] : [{ row, evaluation }])),
    )
    .filter(({ row }) => row.flip === 'broke' && !row.onlyOnce)
    .toSorted((a, b) => measureProof(b.row) - measureProof(a.row));
  const [first] = broken;
  if (first === undefined) return [];
  const touched = new Set(
    (result.change?.files ?? []).flatMap(({ path, previousPath }) => [path, previousPath ?? path]),
  );
  const shown = broken.slice(0, broken.length > limit ? limit - 1 : limit);
  const rest = broken.length - shown.length;
  return [
    ...shown.map(({ row, evaluation }) => annotate(row, evaluation, touched)),
    ...(rest > 0
      ? [
          {
            level: 'warning' as const,
            title: TITLE,
            ...placeOnPin(first.evaluation),
            message: `And ${formatCount(rest, 'more fixture')} broke; the job summary has them.`,
          },
        ]
      : []),
  ];
}

/** The share of fresh trials that the candidate loses; 0 without fresh trials, which prove nothing. */
function measureProof({ rerun }: CaseRow): number {
  return rerun === undefined || rerun.of === 0 ? 0 : (rerun.baseline - rerun.candidate) / rerun.of;
}

function annotate(row: CaseRow, evaluation: Evaluation, touched: ReadonlySet<string>): Annotation {
  const { file, line } = row.fixture;
  const isThere = evaluation.pin.source.from === 'head' || !touched.has(file);
  const message = describe(row, evaluation);
  if (isThere) return { level: 'warning', title: TITLE, file, line, message };
  return {
    level: 'warning',
    title: TITLE,
    ...placeOnPin(evaluation),
    message: `${message} It is at ${shorten(file, 200)}:${line} of the base branch, a file that this change touches.`,
  };
}

function placeOnPin({ pin }: Evaluation): { readonly file: string; readonly line: number } {
  return { file: pin.candidate.pin.path, line: pin.candidate.pin.versionLine };
}

function describe(row: CaseRow, { baseline, candidate, repliesShown }: Evaluation): string {
  const { fixture, subject, answers, rerun } = row;
  const about = subject === undefined ? '' : `, "${shorten(subject, 80)}"`;
  const hidesParts = [...answers.baseline, ...answers.candidate].some(
    ({ label, detail, parts }) =>
      parts.some(({ value }) => value === undefined) || (label !== undefined && detail === undefined),
  );
  return [
    `${shorten(fixture.id, 60)} of ${shorten(fixture.team, 60)}${about}:`,
    `expected ${writeParts(answers.expected)};`,
    `${baseline === undefined ? '' : shortenVersion(baseline.version)} gave ${writeAnswers(answers.baseline)},`,
    `${shortenVersion(candidate.version)} ${writeAnswers(answers.candidate)}.`,
    ...(rerun === undefined ? [] : [`Right when it was run again: ${formatRerun(rerun)}.`]),
    ...(hidesParts && !repliesShown
      ? ['What the agent wrote is withheld; `show: { replies: yes }` in gate.yml shows it.']
      : []),
  ].join(' ');
}

/** The most frequent answer, and how often it came where there were others. */
function writeAnswers([most, ...others]: readonly Answer[]): string {
  if (most === undefined) return 'nothing';
  const said = most.label ?? writeParts(most.parts);
  return others.length === 0 ? said : `${said} (${most.times}×, and else)`;
}

function writeParts(parts: readonly AnswerPart[]): string {
  return parts
    .map(({ field, value }) => {
      const shown = value === undefined ? 'another answer' : shorten(value, 60);
      return field === undefined ? shown : `${shorten(field, 40)}: ${shown}`;
    })
    .join(', ');
}
