import type { CommentThread } from './domain/commentThread.ts';
import type { Log } from './domain/log.ts';
import { quote } from './domain/quote.ts';
import type { ReportSink } from './domain/reportSink.ts';
import type { RunResult } from './domain/result.ts';
import { annotations } from './report/annotations.ts';
import { addAttempts } from './report/attempts/addAttempts.ts';
import type { AttemptRecord } from './report/attempts/attemptRecord.ts';
import { explainGaps } from './report/attempts/explainGaps.ts';
import { readAttemptRecord } from './report/attempts/readAttemptRecord.ts';
import { recallAttempts } from './report/attempts/recallAttempts.ts';
import { renderHtml } from './report/html/renderHtml.ts';
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
 *
 * The comment comes first, as it is also what a pull request remembers of earlier runs: what stands there goes
 * into all reports, and this run's verdicts are added to it.
 */
export async function publish(result: RunResult, context: ReportContext, ports: PublishPorts): Promise<void> {
  const { sink, comments, log } = ports;
  const failures: string[] = [];
  const attempt = async <T>(what: string, write: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await write();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failures.push(`${what} could not be written: ${reason} The verdict stands all the same.`);
      return undefined;
    }
  };

  let told = result;
  const complete = (): RunResult => ({ ...told, warnings: [...told.warnings, ...failures] });
  const compose = (standing: string | undefined): string => {
    const found = readAttemptRecord(standing);
    const recalled = recallAttempts(result, found.record, context.run);
    told = { ...recalled, warnings: [...result.warnings, ...explainGaps(found)] };
    return renderBody(told, context, addAttempts(found.record, result, context.run));
  };

  const commentUrl =
    comments === undefined || result.leavesComment === true
      ? undefined
      : await attempt('The comment', () =>
          // Without a pin there is no comment, but one that stands there from an earlier push must not mislead.
          result.verdict === 'skipped' ? comments.updateIfPresent(compose) : comments.upsert(compose),
        );
  // From here on the reports can say that the comment failed.
  const report = await attempt('The report', () =>
    sink.writeReport('report.json', renderJson(complete(), context)),
  );
  const htmlReport = await attempt('The HTML report', () =>
    sink.writeReport('report.html', renderHtml(complete(), context)),
  );
  await attempt('The job summary', () => sink.writeSummary(renderSummary(complete(), context)));
  for (const annotation of annotations(complete(), context)) sink.annotate(annotation);
  for (const [name, value] of Object.entries(outputs(result))) sink.setOutput(name, value);
  sink.setOutput('report', report ?? '');
  sink.setOutput('report-html', htmlReport ?? '');
  sink.setOutput('comment-url', commentUrl ?? '');
  if (commentUrl !== undefined) log.info(`Comment: ${quote(commentUrl, 300)}`);
}

function renderBody(result: RunResult, context: ReportContext, attempts: AttemptRecord): string {
  const render = result.verdict === 'skipped' ? renderNothingToGate : renderComment;
  return render(result, context, attempts);
}
