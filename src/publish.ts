import type { CommentThread } from './domain/commentThread.ts';
import type { Log } from './domain/log.ts';
import type { Seal } from './domain/memory.ts';
import { quote } from './domain/quote.ts';
import type { ReportSink } from './domain/reportSink.ts';
import type { RunResult } from './domain/result.ts';
import type { SuggestionThread } from './domain/suggestionThread.ts';
import { addEvaluations } from './memory/addEvaluations.ts';
import type { MemoryPlace } from './memory/memoryPlace.ts';
import { readMemory } from './memory/readMemory.ts';
import { writeMemory } from './memory/writeMemory.ts';
import { annotations } from './report/annotations.ts';
import { addAttempts } from './report/attempts/addAttempts.ts';
import { explainGaps } from './report/attempts/explainGaps.ts';
import { readAttemptRecord } from './report/attempts/readAttemptRecord.ts';
import { recallAttempts } from './report/attempts/recallAttempts.ts';
import { escapeLogLine } from './report/escape.ts';
import { headline } from './report/headline.ts';
import { ICONS } from './report/icons.ts';
import { outputs } from './report/outputs.ts';
import { keepEvaluation } from './report/remembered/keepEvaluation.ts';
import { renderComment } from './report/renderComment.ts';
import { renderNothingToGate } from './report/renderNothingToGate.ts';
import { renderSummary } from './report/renderSummary.ts';
import type { ReportContext } from './report/reportContext.ts';
import { listSuggestions } from './report/suggestion/listSuggestions.ts';
import { writeReports } from './writeReports.ts';

export interface PublishPorts {
  readonly sink: ReportSink;
  /** Undefined where there is none to write to: a merge group, `comment: false`, a change that never resolved. */
  readonly comments: CommentThread | undefined;
  /** Undefined where the comment is. */
  readonly suggestions?: SuggestionThread | undefined;
  /** Undefined where nothing can be sealed: then the comment remembers no evaluation. */
  readonly memory?: { readonly place: MemoryPlace; readonly seal: Seal } | undefined;
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
    const attempts = addAttempts(found.record, result, context.run);
    const render = result.verdict === 'skipped' ? renderNothingToGate : renderComment;
    const memory = remember(result, context, standing, ports.memory);
    return render(told, context, attempts, { kept: keepEvaluation(standing), memory });
  };

  const commentUrl =
    comments === undefined || result.leavesComment === true
      ? undefined
      : await attempt('The comment', () =>
          // Without a pin there is no comment, but one that stands there from an earlier push must not mislead.
          result.verdict === 'skipped' ? comments.updateIfPresent(compose) : comments.upsert(compose),
        );
  const { change } = result;
  if (ports.suggestions !== undefined && change !== undefined && result.leavesComment !== true) {
    const { suggestions } = ports;
    await attempt('The suggestion', () => suggestions.replace(change.head, listSuggestions(result)));
  }
  // From here on the reports can say that the comment or a suggestion failed.
  const paths = await writeReports(complete, context, sink, (sentence) => failures.push(sentence));
  await attempt('The job summary', () => sink.writeSummary(renderSummary(complete(), context)));
  // A red verdict is an error annotation, which the log shows; of a green one it would show nothing.
  if (result.verdict === 'passed' || result.verdict === 'skipped') {
    log.info(`${ICONS[result.verdict]} ${escapeLogLine(headline(result))}`);
  }
  for (const annotation of annotations(complete(), context)) sink.annotate(annotation);
  for (const [name, value] of Object.entries(outputs(result))) sink.setOutput(name, value);
  for (const [name, path] of paths) sink.setOutput(name, path);
  sink.setOutput('comment-url', commentUrl ?? '');
  if (commentUrl !== undefined) log.info(`Comment: ${quote(commentUrl, 300)}`);
}

/** The hidden line with the good evaluations of this run and of earlier ones, sealed so that nobody can make one up. */
function remember(
  result: RunResult,
  { run }: ReportContext,
  standing: string | undefined,
  memory: PublishPorts['memory'],
): readonly string[] {
  if (memory === undefined) return [];
  const { place, seal } = memory;
  const line = writeMemory(addEvaluations(readMemory(standing, place, seal), result, run), place, seal);
  return line === undefined ? [] : [line];
}
