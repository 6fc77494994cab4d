import type { Problem } from './problem.ts';

/** A remark that GitHub shows on the run and, when it has a file, in the pull request's diff. */
export interface Annotation extends Problem {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
}

/**
 * Where a finished run's reports go. Each part can fail on its own: whoever writes them sees to it that a
 * failed comment neither hides the summary nor changes the verdict.
 */
export interface ReportSink {
  /** Writes a report file and gives the path under which a later step finds it. */
  writeReport(name: string, text: string): Promise<string>;
  writeSummary(markdown: string): Promise<void>;
  annotate(annotation: Annotation): void;
  setOutput(name: string, value: string): void;
}
