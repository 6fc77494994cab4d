import type { RunResult } from '../domain/result.ts';
import { renderHtml } from './html/renderHtml.ts';
import { renderJUnit } from './junit/renderJUnit.ts';
import { renderJson } from './renderJson.ts';
import type { ReportContext } from './reportContext.ts';

/** A report that is a file of its own. */
export interface ReportFile {
  readonly name: string;
  /** In a sentence. */
  readonly title: string;
  /** The Action's output that has its path. */
  readonly output: string;
  readonly render: (result: RunResult, context: ReportContext) => string;
}

/** All of them, in the order in which they are written: a later one can tell that an earlier one failed. */
export const REPORT_FILES: readonly ReportFile[] = [
  { name: 'report.json', title: 'The report', output: 'report', render: renderJson },
  { name: 'report.html', title: 'The HTML report', output: 'report-html', render: renderHtml },
  { name: 'junit.xml', title: 'The JUnit report', output: 'junit', render: renderJUnit },
];
