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
  /** Problems, reasons and warnings, each. */
  readonly problems: number;
  /** Fixtures not scored, added, edited, and what was evaluated. */
  readonly folds: boolean;
}

const ALL = Number.POSITIVE_INFINITY;

/** The fixed order in which a report gives things up for length; the last fits whatever the result is. */
export const SHEDDING: readonly Detail[] = [
  {
    name: 'full',
    sections: ALL,
    teams: ALL,
    changes: ALL,
    flips: ALL,
    tests: ALL,
    problems: 200,
    folds: true,
  },
  {
    name: 'diff',
    sections: ALL,
    teams: ALL,
    changes: 100,
    flips: ALL,
    tests: ALL,
    problems: 200,
    folds: true,
  },
  {
    name: 'flips',
    sections: ALL,
    teams: ALL,
    changes: 100,
    flips: ALL,
    tests: 50,
    problems: 100,
    folds: false,
  },
  {
    name: 'flips',
    sections: ALL,
    teams: ALL,
    changes: 50,
    flips: 100,
    tests: 20,
    problems: 50,
    folds: false,
  },
  { name: 'flips', sections: ALL, teams: ALL, changes: 20, flips: 20, tests: 10, problems: 20, folds: false },
  { name: 'totals', sections: ALL, teams: ALL, changes: 0, flips: 0, tests: 5, problems: 20, folds: false },
  { name: 'totals', sections: 20, teams: 50, changes: 0, flips: 0, tests: 3, problems: 10, folds: false },
  { name: 'totals', sections: 20, teams: 10, changes: 0, flips: 0, tests: 1, problems: 3, folds: false },
  { name: 'link', sections: 0, teams: 0, changes: 0, flips: 0, tests: 0, problems: 0, folds: false },
];
