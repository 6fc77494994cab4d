import type { Problem } from '../domain/problem.ts';
import type { Annotation } from '../domain/reportSink.ts';
import type { RunResult } from '../domain/result.ts';
import type { TeamOutcome } from '../domain/verdict.ts';
import { buildReport, type PinSection } from './buildReport.ts';
import { showHidden } from './escape.ts';
import type { ReportContext } from './reportContext.ts';

/** GitHub shows ten of a kind per step; more would only fill the log. */
const MOST = 50;
const BLOCKING: ReadonlySet<TeamOutcome> = new Set(['regressed', 'below-floor', 'inconclusive']);

/**
 * Remarks for the run and the diff, the most important first, as GitHub shows ten of a kind: what blocks and
 * what could not be evaluated on the pins' `version` lines, then every problem where it is, then warnings.
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
  return [...cap(verdicts), ...cap(problems), ...cap(warnings)].map((annotation) => ({
    ...annotation,
    message: showHidden(annotation.message),
  }));
}

function annotateVerdict({ pin, verdict, headline }: PinSection): readonly Annotation[] {
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
