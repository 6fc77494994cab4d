import type { CalibrationResult } from './domain/calibration.ts';
import type { Log } from './domain/log.ts';
import type { ReportSink } from './domain/reportSink.ts';
import { calibrationAnnotations } from './report/calibration/calibrationAnnotations.ts';
import { renderCalibrationJson } from './report/calibration/renderCalibrationJson.ts';
import { renderCalibrationMarkdown } from './report/calibration/renderCalibrationMarkdown.ts';
import { renderCalibrationTerminal } from './report/calibration/renderCalibrationTerminal.ts';
import type { ReportContext } from './report/reportContext.ts';

/**
 * Writes all reports of a calibration: step 8 of its story. Each is tried whatever became of the others. No output of
 * a verdict is set, and there is no comment: a calibration must not be taken for a run of the gate.
 */
export async function publishCalibration(
  result: CalibrationResult,
  context: ReportContext,
  { sink, log }: { readonly sink: ReportSink; readonly log: Log },
): Promise<void> {
  const attempt = async <T>(what: string, write: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await write();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warning(`${what} could not be written: ${reason}`);
      return undefined;
    }
  };
  log.info(renderCalibrationTerminal(result));
  const report = await attempt('The report', () =>
    sink.writeReport('calibration.json', renderCalibrationJson(result)),
  );
  await attempt('The job summary', () => sink.writeSummary(renderCalibrationMarkdown(result, context)));
  for (const annotation of calibrationAnnotations(result)) sink.annotate(annotation);
  sink.setOutput('report', report ?? '');
}
