import type { ReportSink } from './domain/reportSink.ts';
import type { RunResult } from './domain/result.ts';
import type { ReportContext } from './report/reportContext.ts';
import { REPORT_FILES } from './report/reportFiles.ts';

/**
 * Writes every report that is a file. Each is tried whatever became of the others; a failure is a sentence for
 * `onFailure`, and the verdict stands.
 *
 * @param result asked again for each file, so that a later one can tell that an earlier one failed
 * @returns the path of each file that was written, by the name of the Action's output for it; empty where it failed
 */
export async function writeReports(
  result: () => RunResult,
  context: ReportContext,
  sink: Pick<ReportSink, 'writeReport'>,
  onFailure: (sentence: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  for (const { name, title, output, render } of REPORT_FILES) {
    try {
      paths.set(output, await sink.writeReport(name, render(result(), context)));
    } catch (error) {
      paths.set(output, '');
      const reason = error instanceof Error ? error.message : String(error);
      onFailure(`${title} could not be written: ${reason} The verdict stands all the same.`);
    }
  }
  return paths;
}
