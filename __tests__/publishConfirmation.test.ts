import { describe, expect, it } from '@jest/globals';
import type { Annotation, ReportSink } from '../src/domain/reportSink.ts';
import { publishConfirmation } from '../src/publishConfirmation.ts';
import { createRecordingLog } from './helpers/createRecordingLog.ts';
import { makeReportContext } from './helpers/factories/makeReportContext.ts';
import * as scenarios from './report/confirmation/scenarios.ts';

function createSink(broken: Partial<ReportSink> = {}) {
  const outputs: Record<string, string> = {};
  const annotations: Annotation[] = [];
  const summaries: string[] = [];
  const sink: ReportSink = {
    writeReport: () => Promise.reject(new Error('a confirmation writes no file')),
    writeSummary: async (markdown) => {
      summaries.push(markdown);
    },
    annotate: (annotation) => annotations.push(annotation),
    setOutput: (name, value) => {
      outputs[name] = value;
    },
    ...broken,
  };
  return { sink, outputs, annotations, summaries };
}

describe('publishConfirmation', () => {
  it('writes log, summary and one output, and no verdict anywhere', async () => {
    const world = createSink();
    const log = createRecordingLog();
    await publishConfirmation(scenarios.promoted(), makeReportContext(), { sink: world.sink, log });
    expect(world.summaries).toEqual([
      expect.stringMatching(/^### 📌 Promoted: `prompts\/triage` now runs version 6 \(was 3\)\n/),
    ]);
    expect(Object.keys(world.outputs)).toEqual(['pins']);
    expect(world.annotations).toEqual([]);
    expect(log.lines.join()).toContain('info: 📌 Promoted: `prompts/triage` now runs version 6 (was 3)');
  });

  it('tries the rest when the summary cannot be written, and warns', async () => {
    const world = createSink({ writeSummary: () => Promise.reject(new Error('disk full')) });
    const log = createRecordingLog();
    await publishConfirmation(scenarios.broken(), makeReportContext(), { sink: world.sink, log });
    expect(log.lines).toContain('warning: The job summary could not be written: disk full');
    expect(world.annotations).toHaveLength(4);
    expect(Object.keys(world.outputs)).toEqual(['pins']);
  });
});
