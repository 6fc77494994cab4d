import { describe, expect, it } from '@jest/globals';
import type { CommentThread } from '../src/domain/commentThread.ts';
import type { Annotation, ReportSink } from '../src/domain/reportSink.ts';
import { publish } from '../src/publish.ts';
import { createRecordingLog } from './helpers/createRecordingLog.ts';
import {
  makeDecision,
  makeEvaluatedPin,
  makeFailedPin,
  makeRemovedPin,
} from './helpers/factories/makePinResult.ts';
import { makeReportContext } from './helpers/factories/makeReportContext.ts';
import { makeRunResult } from './helpers/factories/makeRunResult.ts';

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

/** A thread whose comment has the body `standing`; undefined: there is none. */
function createComments(broken: Partial<CommentThread> = {}, standing?: string) {
  const written: string[] = [];
  const comments: CommentThread = {
    upsert: async (compose) => {
      written.push(`upsert ${compose(standing)}`);
      return 'https://github.com/acme/support/pull/7#issuecomment-1';
    },
    updateIfPresent: async (compose) => {
      written.push(`update ${compose(standing)}`);
      return undefined;
    },
    ...broken,
  };
  return { comments, written };
}

const context = makeReportContext();
const blocked = makeEvaluatedPin([], { decision: makeDecision([], { verdict: 'blocked' }) });
const fail = (message: string) => () => Promise.reject(new Error(message));

describe('publish', () => {
  it('writes comment, report, summary, annotations and outputs', async () => {
    const { sink, files, outputs, annotations, summaries } = createSink();
    const { comments, written } = createComments();
    const log = createRecordingLog();
    const result = makeRunResult([blocked]);
    await publish(result, context, { sink, comments, log });

    expect(written).toEqual([expect.stringMatching(/^upsert <!-- pin-gate -->\n### /)]);
    expect(JSON.parse(files['report.json'] ?? '')).toMatchObject({ verdict: 'blocked', warnings: [] });
    expect(summaries).toEqual([expect.stringMatching(/^### /)]);
    expect(annotations.length).toBeGreaterThan(0);
    expect(outputs).toMatchObject({
      verdict: 'blocked',
      report: 'reports/report.json',
      'comment-url': 'https://github.com/acme/support/pull/7#issuecomment-1',
    });
    expect(log.lines).toEqual(['info: Comment: "https://github.com/acme/support/pull/7#issuecomment-1"']);
  });

  it('only updates a comment that is there when no pin changes', async () => {
    const { sink, outputs } = createSink();
    const { comments, written } = createComments();
    await publish(makeRunResult(), context, {
      sink,
      comments,
      log: createRecordingLog(),
    });
    expect(written).toEqual([expect.stringMatching(/^update <!-- pin-gate -->\n/)]);
    expect(outputs['comment-url']).toBe('');
  });

  it('leaves the comment to another run where the result says so', async () => {
    const { sink, outputs, summaries } = createSink();
    const { comments, written } = createComments();
    const result = makeRunResult([makeFailedPin()], { leavesComment: true });
    await publish(result, context, { sink, comments, log: createRecordingLog() });
    expect([written, outputs['comment-url'], summaries.length]).toEqual([[], '', 1]);
  });

  it('says in everything else that the comment failed, and keeps the verdict', async () => {
    const { sink, files, outputs, annotations, summaries } = createSink();
    const { comments } = createComments({ upsert: fail('GitHub says no.') });
    await publish(makeRunResult([makeRemovedPin()]), context, {
      sink,
      comments,
      log: createRecordingLog(),
    });
    const warning = 'The comment could not be written: GitHub says no. The verdict stands all the same.';
    expect(JSON.parse(files['report.json'] ?? '')).toMatchObject({ verdict: 'passed', warnings: [warning] });
    expect(summaries[0]).toContain(warning);
    expect(annotations).toContainEqual({ level: 'warning', title: 'Pin Gate', message: warning });
    expect([outputs['verdict'], outputs['comment-url']]).toEqual(['passed', '']);
  });

  it('tries each part whatever became of the others', async () => {
    const { sink, outputs, annotations } = createSink({
      writeReport: fail('No space left.'),
      writeSummary: fail('Too long.'),
    });
    const { comments } = createComments({ upsert: fail('GitHub says no.') });
    await publish(makeRunResult([blocked]), context, {
      sink,
      comments,
      log: createRecordingLog(),
    });
    const warnings = annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
    expect(warnings).toEqual([
      'The comment could not be written: GitHub says no. The verdict stands all the same.',
      'The report could not be written: No space left. The verdict stands all the same.',
      'The job summary could not be written: Too long. The verdict stands all the same.',
    ]);
    expect([outputs['verdict'], outputs['report']]).toEqual(['blocked', '']);
  });

  it('asks for no comment where there is none to write to', async () => {
    const { sink, outputs, summaries } = createSink();
    await publish(makeRunResult([makeRemovedPin()]), context, {
      sink,
      comments: undefined,
      log: createRecordingLog(),
    });
    expect([outputs['comment-url'], summaries.length]).toEqual(['', 1]);
  });
});
