/** How much of a report is printed. Numbers are per pin, sections per report. */
export interface Detail {
  readonly name: 'full' | 'diff' | 'flips' | 'totals' | 'link';
  /** Pins that get a section of their own. */
  readonly sections: number;
  readonly teams: number;
  /** Lines of the prompt's diff and changed settings, each; the line that sums them up always stays. */
  readonly changes: number;
  readonly flips: number;
  /** Teams that were tested, each with a sentence. */
  readonly tests: number;
  /** Routes that wrong answers took, and graded fields, each. */
  readonly routes: number;
  /** Problems, reasons and warnings, each. */
  readonly problems: number;
  /** Fixtures not scored, added, edited, how it was decided, what was evaluated, the chart. */
  readonly folds: boolean;
}

const ALL = Number.POSITIVE_INFINITY;

/** Everything but problems without end. */
export const FULL = step('full', {
  sections: ALL,
  teams: ALL,
  changes: ALL,
  flips: ALL,
  tests: ALL,
  routes: ALL,
  problems: 200,
  folds: true,
});

/** The fixed order in which a report gives things up for length; the last fits whatever the result is. */
export const SHEDDING: readonly Detail[] = [
  FULL,
  step('diff', {
    sections: ALL,
    teams: ALL,
    changes: 100,
    flips: ALL,
    tests: ALL,
    routes: ALL,
    problems: 200,
    folds: true,
  }),
  step('flips', {
    sections: ALL,
    teams: ALL,
    changes: 100,
    flips: ALL,
    tests: 50,
    routes: 50,
    problems: 100,
  }),
  step('flips', { sections: ALL, teams: ALL, changes: 50, flips: 100, tests: 20, routes: 20, problems: 50 }),
  step('flips', { sections: ALL, teams: ALL, changes: 20, flips: 20, tests: 10, routes: 10, problems: 20 }),
  step('totals', { sections: ALL, teams: ALL, changes: 0, flips: 0, tests: 5, routes: 5, problems: 20 }),
  step('totals', { sections: 20, teams: 50, changes: 0, flips: 0, tests: 3, routes: 3, problems: 10 }),
  step('totals', { sections: 20, teams: 10, changes: 0, flips: 0, tests: 1, routes: 0, problems: 3 }),
  step('link', { sections: 0, teams: 0, changes: 0, flips: 0, tests: 0, routes: 0, problems: 0 }),
];

function step(
  name: Detail['name'],
  { folds = false, ...limits }: Omit<Detail, 'name' | 'folds'> & { readonly folds?: boolean },
): Detail {
  return { name, folds, ...limits };
}
