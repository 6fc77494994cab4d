import type { ConfirmationResult, PinConfirmation } from '../../domain/confirmation.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Annotation } from '../../domain/reportSink.ts';
import { shorten } from '../../domain/shorten.ts';
import { showHidden } from '../escape.ts';

/** GitHub shows ten of a kind per step; more would only fill the log. */
const MOST = 50;
const LONGEST = 4_000;

/** Errors on the pins that are not confirmed, each where it is, and warnings for drift. What is well says nothing here. */
export function confirmationAnnotations(result: ConfirmationResult): readonly Annotation[] {
  const { problems, pins, warnings } = result;
  const errors = [
    ...pins.filter(({ state }) => state === 'broken').flatMap(annotateBroken),
    ...[...problems, ...pins.filter(({ state }) => state === 'unconfirmed').flatMap(placeProblems)].map(
      (problem): Annotation => ({ ...problem, level: 'error', title: 'Pin Gate: could not confirm' }),
    ),
  ];
  const remarks = [
    ...pins.flatMap(({ drift }) => drift).map((problem) => warn(problem, 'Pin Gate: drift')),
    ...warnings.map((message) => warn({ message }, 'Pin Gate')),
  ];
  return [...errors.slice(0, MOST), ...remarks.slice(0, MOST)].map((annotation) => ({
    ...annotation,
    message: showHidden(shorten(annotation.message, LONGEST)),
  }));
}

function annotateBroken(pin: PinConfirmation): readonly Annotation[] {
  return placeProblems(pin).map((problem) => ({
    ...problem,
    level: 'error',
    title: 'Pin Gate: cannot be run',
  }));
}

/** What has no place of its own stands on the pin. */
function placeProblems({ path, pin, problems }: PinConfirmation): readonly Problem[] {
  const place = { file: path, ...(pin === undefined ? {} : { line: pin.versionLine }) };
  return problems.map((problem) => (problem.file === undefined ? { ...place, ...problem } : problem));
}

function warn(problem: Problem, title: string): Annotation {
  return { ...problem, level: 'warning', title };
}
