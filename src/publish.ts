import type { CommentThread } from './domain/commentThread.ts';
import type { Log } from './domain/log.ts';
import { quote } from './domain/quote.ts';
import type { ReportSink } from './domain/reportSink.ts';
import type { RunResult } from './domain/result.ts';
import { annotations } from './report/annotations.ts';
import { outputs } from './report/outputs.ts';
import { renderComment } from './report/renderComment.ts';
import { renderJson } from './report/renderJson.ts';
import { renderNothingToGate } from './report/renderNothingToGate.ts';
import { renderSummary } from './report/renderSummary.ts';
import type { ReportContext } from './report/reportContext.ts';

export interface PublishPorts {
  readonly sink: ReportSink;
  /** Undefined where there is none to write to: a merge group, `comment: false`, a change that never resolved. */
  readonly comments: CommentThread | undefined;
  readonly log: Log;
}

/**
 * Writes all reports of a finished run: step 8 of its story. Each is tried whatever became of the others, and
 * what fails is a warning: a comment that a fork's token may not write neither hides nor changes the verdict.
 */
export async function publish(result: RunResult, context: ReportContext, ports: PublishPorts): Promise<void> {
  const { sink, comments, log } = ports;
  const warnings = [...result.warnings];
  const attempt = async <T>(what: string, write: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await write();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      warnings.push(`${what} could not be written: ${reason} The verdict stands all the same.`);
      return undefined;
    }
  };

  const commentUrl =
    comments === undefined || result.leavesComment === true
      ? undefined
      : await attempt('The comment', () => writeComment(result, context, comments));
  // From here on the reports can say that the comment failed.
  const complete = () => ({ ...result, warnings });
  const report = await attempt('The report', () =>
    sink.writeReport('report.json', renderJson(complete(), context)),
  );
  await attempt('The job summary', () => sink.writeSummary(renderSummary(complete(), context)));
  for (const annotation of annotations(complete(), context)) sink.annotate(annotation);
  for (const [name, value] of Object.entries(outputs(result))) sink.setOutput(name, value);
  sink.setOutput('report', report ?? '');
  sink.setOutput('comment-url', commentUrl ?? '');
  if (commentUrl !== undefined) log.info(`Comment: ${quote(commentUrl, 300)}`);
}

/** A change without a pin gets no comment, but one that stands there from an earlier push must not mislead. */
function writeComment(
  result: RunResult,
  context: ReportContext,
  comments: CommentThread,
): Promise<string | undefined> {
  return result.verdict === 'skipped'
    ? comments.updateIfPresent(renderNothingToGate(result, context))
    : comments.upsert(renderComment(result, context));
}
