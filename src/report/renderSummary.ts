import type { RunResult } from '../domain/result.ts';
import { buildReport } from './buildReport.ts';
import { fitMarkdown } from './fitMarkdown.ts';
import type { ReportContext } from './reportContext.ts';

/** GitHub refuses job summaries of more than 1 MiB; the rest is a margin. */
export const SUMMARY_LIMIT = 1_000_000;

/** The job summary: the comment's content with room for 1,000,000 bytes of UTF-8, and without its marker. */
export function renderSummary(result: RunResult, context: ReportContext): string {
  return fitMarkdown(buildReport(result, context), '`report.json`', SUMMARY_LIMIT, (text) =>
    Buffer.byteLength(text),
  );
}
