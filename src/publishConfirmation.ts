import type { ConfirmationResult } from './domain/confirmation.ts';
import type { Log } from './domain/log.ts';
import type { ReportSink } from './domain/reportSink.ts';
import { confirmationAnnotations } from './report/confirmation/confirmationAnnotations.ts';
import { confirmationOutputs } from './report/confirmation/confirmationOutputs.ts';
import { renderConfirmationLog } from './report/confirmation/renderConfirmationLog.ts';
import { renderConfirmationMarkdown } from './report/confirmation/renderConfirmationMarkdown.ts';
import type { ReportContext } from './report/reportContext.ts';

/**
 * Writes all reports of a confirmation: step 4 of its story. Each is tried whatever became of the others. No output of
 * a verdict is set, and there is no comment: a confirmation must not be taken for a run of the gate.
 */
export async function publishConfirmation(
  result: ConfirmationResult,
  context: ReportContext,
  { sink, log }: { readonly sink: ReportSink; readonly log: Log },
): Promise<void> {
  log.info(renderConfirmationLog(result));
  try {
    await sink.writeSummary(renderConfirmationMarkdown(result, context));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warning(`The job summary could not be written: ${reason}`);
  }
  for (const annotation of confirmationAnnotations(result)) sink.annotate(annotation);
  for (const [name, value] of Object.entries(confirmationOutputs(result))) sink.setOutput(name, value);
}
