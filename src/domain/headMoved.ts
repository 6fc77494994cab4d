import { GateError } from './problem.ts';

/**
 * The pull request has a newer commit than the one this run was started for. The newer commit has a run of
 * its own, which may already have commented: this run ends as an error and leaves the comment alone.
 */
export class HeadMovedError extends GateError {
  readonly expected: string;
  readonly actual: string;

  /** Both are full commit ids. */
  constructor(expected: string, actual: string) {
    super(
      `This run was started for commit ${expected.slice(0, 10)}, but the pull request has moved on to ` +
        `${actual.slice(0, 10)}. The newer commit has a run of its own; this one stops here and leaves the comment as it is.`,
    );
    this.expected = expected;
    this.actual = actual;
  }
}
