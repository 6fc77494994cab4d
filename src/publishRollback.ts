import type { Log } from './domain/log.ts';
import type { ReportSink } from './domain/reportSink.ts';
import type { RollbackResult } from './domain/rollback.ts';
import { renderRollbackSummary } from './report/rollback/renderRollbackSummary.ts';
import { renderRollbackTerminal } from './report/rollback/renderRollbackTerminal.ts';
import { rollbackAnnotations } from './report/rollback/rollbackAnnotations.ts';

/** Writes what a workflow shows of a rollback. No output of a verdict is set: nothing was judged. */
export async function publishRollback(
  result: RollbackResult,
  { sink, log }: { readonly sink: ReportSink; readonly log: Log },
): Promise<void> {
  log.info(renderRollbackTerminal(result));
  try {
    await sink.writeSummary(renderRollbackSummary(result));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warning(`The job summary could not be written: ${reason}`);
  }
  for (const annotation of rollbackAnnotations(result)) sink.annotate(annotation);
  sink.setOutput('pull-request-url', result.rollback?.proposal.url ?? '');
}
