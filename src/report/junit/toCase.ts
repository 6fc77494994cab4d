import type { FixtureResult, Trial } from '../../domain/trial.ts';
import type { FixtureScore, TeamVerdict } from '../../domain/verdict.ts';
import { type CaseRow, type Evaluation, findSubject } from '../buildReport.ts';
import { formatRerun } from '../formatScore.ts';
import { sessionUrl } from '../links.ts';
import { nameVersion } from '../nameVersion.ts';
import type { ReportContext } from '../reportContext.ts';
import { writeAnswers, writeParts } from '../writeAnswers.ts';
import type { Case, CaseFault, Property } from './suite.ts';

interface Where {
  readonly team: TeamVerdict;
  readonly evaluation: Evaluation;
  readonly context: ReportContext;
  /** Of a fixture that flipped. */
  readonly row: CaseRow | undefined;
}

/** A fixture that judges. */
export function toCase(score: FixtureScore, where: Where): Case {
  const { row, context, evaluation } = where;
  const { result } = score;
  const fault = findFault(score, where);
  const what = describeResult(score, row);
  const facts = [
    ['result', what],
    ...(score.rerun === undefined ? [] : [['right in the re-run', formatRerun(score.rerun)] as const]),
  ] as const;
  const properties = listProperties(result, findSubject(result.fixture, evaluation.pin), facts, context);
  const isForgiven = fault === undefined && score.flip === 'broke' && row !== undefined;
  return {
    ...frame(result),
    properties,
    fault,
    ...(isForgiven
      ? {
          notes: [
            `Broke in the first trials; no regression of the team: ${where.team.sentence}`,
            ...compare(row, where),
          ],
        }
      : {}),
  };
}

/** A fixture that the change adds. */
export function toInformationalCase(
  row: CaseRow,
  result: FixtureResult | undefined,
  context: ReportContext,
): Case {
  const { fixture, subject, answers } = row;
  const whole = result ?? { fixture, baseline: [], candidate: [], fresh: { baseline: [], candidate: [] } };
  const side = (name: string, said: CaseRow['answers']['baseline']): readonly Property[] =>
    said.length === 0 ? [] : [[name, writeAnswers(said)]];
  const facts: readonly Property[] = [
    ['expected', writeParts(answers.expected)],
    ...side('baseline answered', answers.baseline),
    ...side('candidate answered', answers.candidate),
  ];
  return { ...frame(whole), properties: listProperties(whole, subject, facts, context) };
}

function frame({
  fixture,
  candidate,
  fresh,
}: FixtureResult): Pick<Case, 'name' | 'file' | 'line' | 'seconds'> {
  const { id, file, line } = fixture;
  return { name: id, file, line, seconds: typicalLatency([...candidate, ...fresh.candidate]) / 1000 };
}

function findFault(score: FixtureScore, where: Where): CaseFault | undefined {
  const { team, row } = where;
  if (score.candidate === undefined) {
    const lines = explainNotScored(score.result);
    const kind = team.outcome === 'not-evaluated' ? 'error' : 'skipped';
    return { kind, type: 'not scored', message: lines[0] ?? '', lines };
  }
  if (score.flip !== 'broke' || row === undefined || row.onlyOnce || !countsAgainst(where)) return undefined;
  const lines = compare(row, where);
  const open = team.outcome === 'inconclusive' ? ' (neither confirmed nor ruled out)' : '';
  return {
    kind: 'failure',
    type: 'broke',
    message: `${row.subject ?? 'Broke'}${open}: ${lines.slice(0, 3).join('; ')}`,
    lines: [...lines, team.sentence],
  };
}

/** Whether a loss of this team is what the check fails for. */
function countsAgainst({ team, evaluation }: Where): boolean {
  const { policy } = evaluation.pin.source.policy;
  return (
    ['regressed', 'below-floor'].includes(team.outcome) ||
    (team.outcome === 'inconclusive' && policy['on-inconclusive'] === 'block')
  );
}

/** Expected, the baseline's answers, the candidate's, and the re-run. */
function compare({ answers, rerun }: CaseRow, { evaluation }: Where): readonly string[] {
  const { baseline, candidate, repliesShown } = evaluation;
  return [
    `expected ${writeParts(answers.expected)}`,
    ...(baseline === undefined
      ? []
      : [`${nameVersion(baseline.version)} answered ${writeAnswers(answers.baseline)}`]),
    `${nameVersion(candidate.version)} answered ${writeAnswers(answers.candidate)}`,
    ...(rerun === undefined ? [] : [`right in the re-run: ${formatRerun(rerun)}`]),
    ...(repliesShown
      ? []
      : ['What the agent wrote is withheld, except labels: `show: { replies: yes }` in gate.yml shows it.']),
  ];
}

function describeResult({ baseline, candidate, flip }: FixtureScore, row: CaseRow | undefined): string {
  if (candidate === undefined) return 'not scored';
  if (flip !== undefined) return row?.onlyOnce === true ? `${flip} once` : flip;
  const word = candidate >= 0.5 ? 'right' : 'wrong';
  if (baseline === undefined) return word;
  return baseline >= 0.5 === candidate >= 0.5 ? `${word} on both versions` : `${word} on the candidate`;
}

function listProperties(
  { baseline, candidate }: FixtureResult,
  subject: string | undefined,
  facts: readonly Property[],
  context: ReportContext,
): readonly Property[] {
  const session = (name: string, [first]: readonly Trial[]): readonly Property[] =>
    first?.session === undefined ? [] : [[name, sessionUrl(context, first.session) ?? first.session]];
  return [
    ...(subject === undefined ? [] : [['subject', subject] as const]),
    ...facts,
    ...session('baseline session', baseline),
    ...session('candidate session', candidate),
  ];
}

/** In milliseconds, the middle one of the trials that reached a session; 0 if none did. */
function typicalLatency(trials: readonly Trial[]): number {
  const sorted = trials.flatMap(({ session, latencyMs }) => (session === undefined ? [] : [latencyMs]));
  return sorted.toSorted((a, b) => a - b)[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function explainNotScored({ baseline, candidate }: FixtureResult): readonly string[] {
  const lines = [...baseline, ...candidate].flatMap(({ side, grade }) =>
    grade.kind === 'not-scored' ? [`${side}: ${grade.detail}`] : [],
  );
  return lines.length === 0 ? ['No pair of trials could be scored.'] : lines;
}
