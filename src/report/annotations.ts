import type { Problem } from '../domain/problem.ts';
import type { Annotation } from '../domain/reportSink.ts';
import type { PinResult, RunResult } from '../domain/result.ts';
import { shorten } from '../domain/shorten.ts';
import type { TeamOutcome } from '../domain/verdict.ts';
import { annotateBroken } from './annotateBroken.ts';
import { buildReport, type PinSection } from './buildReport.ts';
import { showHidden } from './escape.ts';
import { findVersionLine } from './findVersionLine.ts';
import type { ReportContext } from './reportContext.ts';
import { explainRollback } from './rollback/explainRollback.ts';

/** More would only fill the log. */
const MOST = 50;
/** Characters of a message: GitHub takes 64 KB, and nobody reads more than this. */
const LONGEST = 4_000;
/** Of a level in a step, on the run's page and in the diff. */
const SHOWN_BY_GITHUB = 10;
const BLOCKING: ReadonlySet<TeamOutcome> = new Set(['regressed', 'below-floor', 'inconclusive']);

/**
 * Remarks for the run and the diff, the most important first, as GitHub shows ten of a kind: what blocks and
 * what could not be evaluated on the pins' `version` lines, then every problem where it is, then warnings: what the run warns of, and as many fixtures that broke as GitHub has
 * room for after it.
 * Messages are one line, hidden characters shown; whoever prints them escapes them for workflow commands.
 */
export function annotations(result: RunResult, context: ReportContext): readonly Annotation[] {
  const report = buildReport(result, context);
  const verdicts = report.sections.flatMap(annotateVerdict);
  const problems = [
    ...report.result.problems.map((problem) => annotateProblem(problem)),
    ...report.sections.flatMap(annotateFailure),
  ];
  const warnings = [
    ...report.result.warnings.map((message) => warn(message)),
    ...report.sections.flatMap(annotateRemoval),
  ];
  const taken = [...verdicts, ...warnings].filter(({ level }) => level === 'warning').length;
  const broken = annotateBroken(report, Math.max(1, SHOWN_BY_GITHUB - taken));
  return [...cap(verdicts), ...cap(problems), ...cap(warnings), ...broken].map((annotation) => ({
    ...annotation,
    message: showHidden(shorten(annotation.message, LONGEST)),
  }));
}

function annotateVerdict(section: PinSection): readonly Annotation[] {
  const { pin, verdict, headline } = section;
  if (verdict === 'pending') return annotatePending(section);
  if (pin.state === 'rollback') return annotateRollback(pin);
  if (pin.state !== 'evaluated') return [];
  const { path: file, versionLine: line } = pin.candidate.pin;
  const { teams, reasons } = pin.decision;
  if (verdict === 'blocked') {
    const why = teams.filter((team) => BLOCKING.has(team.outcome)).slice(0, 5);
    const sentences = why.map((team) => `${team.team}: ${team.sentence}`);
    return [
      {
        level: 'error',
        title: 'Pin Gate: blocked',
        file,
        line,
        message: [`${headline}.`, ...sentences, ...reasons].join(' '),
      },
    ];
  }
  if (verdict === 'error') {
    const message = reasons.length === 0 ? headline : reasons.join(' ');
    return [{ level: 'error', title: 'Pin Gate: could not evaluate', file, line, message }];
  }
  return reasons.map((message) => ({ level: 'warning', title: 'Pin Gate', file, line, message }));
}

/** The check fails for the number alone; what else there is to say of a pass is a warning, as always. */
function annotatePending({ pin, headline }: PinSection): readonly Annotation[] {
  const line = findVersionLine(pin);
  const place = { file: pin.path, ...(line === undefined ? {} : { line }) };
  const reasons = pin.state === 'evaluated' ? pin.decision.reasons : [];
  return [
    { level: 'error', title: 'Pin Gate: write the number', ...place, message: `${headline}.` },
    ...reasons.map((message) => ({ level: 'warning' as const, title: 'Pin Gate', ...place, message })),
  ];
}

/** A rollback that passes unseen has to be seen if nobody knows whether the version still runs. */
function annotateRollback(pin: Extract<PinResult, { state: 'rollback' }>): readonly Annotation[] {
  const { lead, verification, isVerified } = explainRollback(pin);
  if (isVerified) return [];
  const { path: file, versionLine: line } = pin.candidate;
  return [
    { level: 'warning', title: 'Pin Gate: not verified', file, line, message: `${lead}: ${verification}` },
  ];
}

/** The problems of a pin that failed; those without a place of their own stand on the pin. */
function annotateFailure({ pin }: PinSection): readonly Annotation[] {
  if (pin.state !== 'failed') return [];
  const place = {
    file: pin.path,
    ...(pin.versionLine === undefined ? {} : { line: pin.versionLine }),
  };
  return pin.problems.map((problem) =>
    annotateProblem(problem.file === undefined ? { ...place, message: problem.message } : problem),
  );
}

function annotateProblem(problem: Problem): Annotation {
  return { ...problem, level: 'error', title: 'Pin Gate: could not evaluate' };
}

function annotateRemoval({ pin, headline }: PinSection): readonly Annotation[] {
  return pin.state === 'removed' ? [warn(headline)] : [];
}

function warn(message: string): Annotation {
  return { level: 'warning', title: 'Pin Gate', message };
}

function cap(list: readonly Annotation[]): readonly Annotation[] {
  const [first] = list;
  if (first === undefined || list.length <= MOST) return list;
  const message = `And ${list.length - MOST} more; the job summary has them.`;
  return [...list.slice(0, MOST), { level: first.level, title: first.title, message }];
}
