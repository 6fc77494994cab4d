/** How much of a report is printed. Numbers are per pin, sections per report. */
export interface Detail {
  readonly name: 'full' | 'flips' | 'totals' | 'link';
  /** Pins that get a section of their own. */
  readonly sections: number;
  readonly teams: number;
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

/** The fixed order in which a report gives things up for length; the last fits whatever the result is. */
export const SHEDDING: readonly Detail[] = [
  {
    name: 'full',
    sections: ALL,
    teams: ALL,
    flips: ALL,
    tests: ALL,
    routes: ALL,
    problems: 200,
    folds: true,
  },
  {
    name: 'flips',
    sections: ALL,
    teams: ALL,
    flips: ALL,
    tests: 50,
    routes: 50,
    problems: 100,
    folds: false,
  },
  { name: 'flips', sections: ALL, teams: ALL, flips: 100, tests: 20, routes: 20, problems: 50, folds: false },
  { name: 'flips', sections: ALL, teams: ALL, flips: 20, tests: 10, routes: 10, problems: 20, folds: false },
  { name: 'totals', sections: ALL, teams: ALL, flips: 0, tests: 5, routes: 5, problems: 20, folds: false },
  { name: 'totals', sections: 20, teams: 50, flips: 0, tests: 3, routes: 3, problems: 10, folds: false },
  { name: 'totals', sections: 20, teams: 10, flips: 0, tests: 1, routes: 0, problems: 3, folds: false },
  { name: 'link', sections: 0, teams: 0, flips: 0, tests: 0, routes: 0, problems: 0, folds: false },
];
