import { describe, expect, it } from '@jest/globals';
import type { Annotation, ReportSink } from '../src/domain/reportSink.ts';
import { publishCalibration } from '../src/publishCalibration.ts';
import { createRecordingLog } from './helpers/createRecordingLog.ts';
import { makeCalibrationResult, makePinCalibration } from './helpers/factories/makeCalibration.ts';
import { makeReportContext } from './helpers/factories/makeReportContext.ts';

function createSink(broken: Partial<ReportSink> = {}) {
  const files: Record<string, string> = {};
  const outputs: Record<string, string> = {};
  const annotations: Annotation[] = [];
  const summaries: string[] = [];
  const sink: ReportSink = {
    writeReport: async (name, text) => {
      files[name] = text;
      return `reports/${name}`;
    },
    writeSummary: async (markdown) => {
      summaries.push(markdown);
    },
    annotate: (annotation) => annotations.push(annotation),
    setOutput: (name, value) => {
      outputs[name] = value;
    },
    ...broken,
  };
  return { sink, files, outputs, annotations, summaries };
}

const publish = async (world: ReturnType<typeof createSink>, result = makeCalibrationResult()) => {
  const log = createRecordingLog();
  await publishCalibration(result, makeReportContext(), { sink: world.sink, log });
  return log.lines;
};

describe('publishCalibration', () => {
  it('writes log, report, summary and one output, and no verdict anywhere', async () => {
    const world = createSink();
    const lines = await publish(world);
    expect(Object.keys(world.files)).toEqual(['calibration.json']);
    expect(world.summaries).toEqual([expect.stringContaining('### 📏 Of 5 runs of version 3')]);
    expect(world.outputs).toEqual({ report: 'reports/calibration.json' });
    expect(world.annotations).toEqual([]);
    expect(lines.join()).toContain('📏 Of 5 runs of version 3 against itself');
  });

  it('puts each problem where it is, or on the pin', async () => {
    const world = createSink();
    const problems = [{ file: 'p/gate.yml', line: 3, message: 'No.' }, { message: 'Stopped.' }];
    await publish(
      world,
      makeCalibrationResult({ pins: [makePinCalibration({ problems })], problems: [{ message: 'All.' }] }),
    );
    const title = 'Pin Gate: could not calibrate';
    expect(world.annotations).toEqual([
      { level: 'error', title, message: 'All.' },
      { level: 'error', title, file: 'p/gate.yml', line: 3, message: 'No.' },
      {
        ...{ level: 'error', title, message: 'Stopped.' },
        ...{ file: 'prompts/ticket-triage/pinned-version.yml', line: 2 },
      },
    ]);
  });

  it('tries each report whatever became of the others, and warns', async () => {
    const fail = () => Promise.reject(new Error('disk full'));
    const world = createSink({ writeReport: fail, writeSummary: fail });
    const lines = await publish(world);
    expect(lines.filter((line) => line.startsWith('warning: '))).toEqual([
      'warning: The report could not be written: disk full',
      'warning: The job summary could not be written: disk full',
    ]);
    expect(world.outputs).toEqual({ report: '' });
  });
});
