import { describe, expect, it } from '@jest/globals';
import type { RunAttempt } from '../src/domain/attempt.ts';
import type { CommentThread } from '../src/domain/commentThread.ts';
import type { Annotation, ReportSink } from '../src/domain/reportSink.ts';
import type { RunResult } from '../src/domain/result.ts';
import { createSeal } from '../src/memory/createSeal.ts';
import { readMemory } from '../src/memory/readMemory.ts';
import { publish } from '../src/publish.ts';
import { renderComment } from '../src/report/renderComment.ts';
import { createRecordingLog } from './helpers/createRecordingLog.ts';
import { makeSubject } from './helpers/factories/makeAttempt.ts';
import { makeFixtureResult } from './helpers/factories/makeFixtureResult.ts';
import {
  makeDecision,
  makeDraft,
  makeEvaluatedPin,
  makeFailedPin,
  makeRemovedPin,
} from './helpers/factories/makePinResult.ts';
import { makeReportContext } from './helpers/factories/makeReportContext.ts';
import { makeRunResult } from './helpers/factories/makeRunResult.ts';
import { parseXml } from './helpers/parseXml.ts';

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
    standing: async () => standing,
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
    expect(files['report.html']).toMatch(/^<!doctype html>\n[\s\S]*<h1>[^\n]*Blocked/);
    expect(parseXml(files['junit.xml'] ?? '').attributes['failures']).toBe('1');
    expect(summaries).toEqual([expect.stringMatching(/^### /)]);
    expect(annotations.length).toBeGreaterThan(0);
    expect(outputs).toMatchObject({
      verdict: 'blocked',
      report: 'reports/report.json',
      'report-html': 'reports/report.html',
      junit: 'reports/junit.xml',
      'comment-url': 'https://github.com/acme/support/pull/7#issuecomment-1',
    });
    expect(log.lines).toEqual(['info: Comment: "https://github.com/acme/support/pull/7#issuecomment-1"']);
  });

  it('says a green verdict in the log, where a red one is an annotation', async () => {
    const log = createRecordingLog();
    await publish(makeRunResult([]), context, { sink: createSink().sink, comments: undefined, log });
    expect(log.lines).toEqual(['info: ⚪ Skipped: the pull request changes no pin']);
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
      'The HTML report could not be written: No space left. The verdict stands all the same.',
      'The JUnit report could not be written: No space left. The verdict stands all the same.',
      'The job summary could not be written: Too long. The verdict stands all the same.',
    ]);
    expect([outputs['verdict'], outputs['report'], outputs['report-html'], outputs['junit']]).toEqual([
      'blocked',
      '',
      '',
      '',
    ]);
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

describe('publish: earlier attempts', () => {
  const results = [makeFixtureResult()];
  const evaluated = (verdict: 'passed' | 'blocked' | 'error') =>
    makeRunResult([
      makeEvaluatedPin(results, {
        decision: makeDecision(makeEvaluatedPin(results).decision.teams, { verdict }),
      }),
    ]);

  /** Publishes run after run into one comment; gives what each of them wrote. */
  async function publishAll(runs: readonly (readonly [RunResult, RunAttempt])[], standing?: string) {
    let body = standing;
    const all = [];
    for (const [result, run] of runs) {
      const { sink, files, summaries, annotations } = createSink();
      const { comments, written } = createComments({}, body);
      await publish(result, { ...context, run }, { sink, comments, log: createRecordingLog() });
      body = written[0]?.replace(/^(?:upsert|update) /, '') ?? body;
      all.push({
        body: body ?? '',
        report: files['report.json'] ?? '',
        summary: summaries[0] ?? '',
        annotations,
      });
    }
    return all;
  }

  const attempts = (report: string) => JSON.parse(report).pins[0].earlierAttempts;

  it('are in every report of the runs after them', async () => {
    const [first, second, third] = await publishAll([
      [evaluated('blocked'), { id: 11, attempt: 1 }],
      [evaluated('error'), { id: 12, attempt: 1 }],
      [evaluated('passed'), { id: 12, attempt: 2 }],
    ]);
    expect(first?.body).not.toContain('Attempt');
    expect(attempts(first?.report ?? '')).toEqual({ passed: 0, blocked: 0, error: 0, recent: [] });
    expect(second?.body).toContain('ℹ️ Attempt 2 on the same versions and fixtures. Before: ❌ blocked (');
    for (const text of [third?.body, third?.summary]) {
      expect(text).toContain(
        '⚠️ **Attempt 3 on the same versions and fixtures: blocked once before, passed now.**',
      );
    }
    expect(attempts(third?.report ?? '')).toEqual({
      passed: 0,
      blocked: 1,
      error: 1,
      recent: [
        {
          runId: 11,
          runAttempt: 1,
          url: 'https://github.com/acme/support-agents/actions/runs/11/attempts/1',
          verdict: 'blocked',
          startedAt: '2026-08-03T09:30:00.000Z',
          otherPolicy: false,
        },
        expect.objectContaining({ runId: 12, runAttempt: 1, verdict: 'error' }),
      ],
    });
  });

  it('do not hold the run itself, however often it writes', async () => {
    const run = { id: 11, attempt: 1 };
    const [, again, next] = await publishAll([
      [evaluated('blocked'), run],
      [evaluated('blocked'), run],
      [evaluated('blocked'), { id: 12, attempt: 1 }],
    ]);
    expect(again?.body).not.toContain('Attempt');
    expect(next?.body).toContain('Attempt 2 on');
  });

  it('outlast pushes that change no pin, or break a policy', async () => {
    const all = await publishAll([
      [evaluated('blocked'), { id: 11, attempt: 1 }],
      [makeRunResult(), { id: 12, attempt: 1 }],
      [makeRunResult([makeFailedPin()]), { id: 13, attempt: 1 }],
      [evaluated('passed'), { id: 14, attempt: 1 }],
    ]);
    expect(all[1]?.body).toContain('Skipped');
    expect(attempts(all[2]?.report ?? '')).toBeNull();
    expect(all[3]?.body).toContain('⚠️ **Attempt 2 on the same versions and fixtures: blocked once before');
  });

  it('that nobody can have written are ignored, with a warning everywhere', async () => {
    const [run] = await publishAll(
      [[evaluated('passed'), { id: 11, attempt: 1 }]],
      '<!-- pin-gate -->\n<!-- pin-gate-attempts: e30= -->\n### Passed',
    );
    const warning =
      'The record of earlier attempts, hidden in the comment, is not as Pin Gate writes it and is ignored: attempts count from one again.';
    expect(run?.body).toContain(warning);
    expect(run?.summary).toContain(warning);
    expect(JSON.parse(run?.report ?? '')).toMatchObject({ verdict: 'passed', warnings: [warning] });
    expect(run?.annotations.map(({ message }) => message)).toContain(warning);
    expect(run?.body).not.toContain('Attempt');
  });

  it('for which there was no room are mentioned', async () => {
    const subjects = Array.from({ length: 400 }, (_, index) => makeSubject(index, [1]));
    const standing = renderComment(makeRunResult([blocked]), context, { subjects, forgotten: 0 });
    const [run] = await publishAll([[evaluated('passed'), { id: 11, attempt: 1 }]], standing);
    expect(run?.body).toMatch(
      /The comment has no room for the record of all earlier attempts: those on \d+ other sets of versions and fixtures are forgotten\./,
    );
  });

  it('are told in the other reports even if the comment cannot be changed', async () => {
    const [first] = await publishAll([[evaluated('blocked'), { id: 11, attempt: 1 }]]);
    const { sink, files, summaries } = createSink();
    const { comments } = createComments({
      upsert: async (compose) => {
        compose(first?.body);
        throw new Error('GitHub says no.');
      },
    });
    const run = { id: 12, attempt: 1 };
    await publish(evaluated('passed'), { ...context, run }, { sink, comments, log: createRecordingLog() });
    expect(summaries[0]).toContain('⚠️ **Attempt 2 on the same versions and fixtures');
    expect(attempts(files['report.json'] ?? '')).toMatchObject({ blocked: 1 });
  });

  it.each([
    ['the comment cannot be read', createComments({ upsert: fail('GitHub says no.') }).comments],
    ['there is no comment', undefined],
  ])('are not known where %s', async (_, comments) => {
    const { sink, files, summaries } = createSink();
    const run = { id: 12, attempt: 1 };
    await publish(evaluated('passed'), { ...context, run }, { sink, comments, log: createRecordingLog() });
    expect(attempts(files['report.json'] ?? '')).toBeNull();
    expect(summaries[0]).not.toContain('Attempt');
  });

  it('are left alone by a run that leaves the comment to another', async () => {
    const [first, second] = await publishAll([
      [evaluated('blocked'), { id: 11, attempt: 1 }],
      [
        { ...evaluated('passed'), leavesComment: true },
        { id: 12, attempt: 1 },
      ],
    ]);
    expect(second?.body).toBe(first?.body);
    expect(attempts(second?.report ?? '')).toBeNull();
  });
});

describe('what a pull request remembers', () => {
  const seal = createSeal('sk-ant-secret');
  const run = { id: 12, attempt: 1 };
  const good = makeRunResult([makeEvaluatedPin([], { draft: makeDraft() })]);
  const place = { repository: 'acme/support-agents', pullRequest: 12 };

  async function write(
    result: RunResult,
    standing?: string,
    ports: Partial<Parameters<typeof publish>[2]> = {},
  ) {
    const { comments, written } = createComments({}, standing);
    const { sink } = createSink();
    const log = createRecordingLog();
    await publish(result, { ...context, run }, { sink, comments, log, memory: { place, seal }, ...ports });
    return written[0]?.replace(/^\w+ /, '');
  }

  it('is a good draft, for this pull request and with this key alone', async () => {
    const body = await write(good);
    expect(readMemory(body, place, seal)).toMatchObject([{ isDraft: true, evaluation: { run } }]);
    expect(readMemory(body, { ...place, pullRequest: 13 }, seal)).toEqual([]);
    expect(readMemory(body, place, createSeal('another'))).toEqual([]);
  });

  it('outlasts a run that is an error, knew no change, or changes no pin', async () => {
    const body = await write(good);
    const error = makeRunResult([], { verdict: 'error', problems: [{ message: 'No.' }] });
    for (const result of [error, { ...error, change: undefined }, makeRunResult()])
      expect(readMemory(await write(result, body), place, seal).length).toBe(1);
  });

  it('is nothing without a key, and nothing that somebody else wrote outlasts a run', async () => {
    expect(await write(good, undefined, { memory: undefined })).not.toContain('pin-gate-evaluations');
    const forged = await write(good, undefined, { memory: { place, seal: createSeal('another') } });
    expect(await write(makeRunResult([blocked]), forged)).not.toContain('pin-gate-evaluations');
  });
});

describe('suggestions', () => {
  const good = makeRunResult([makeEvaluatedPin([], { draft: makeDraft() })]);
  const replace = (result: RunResult, replaced: unknown[] = []) =>
    publish(result, context, {
      sink: createSink().sink,
      comments: createComments().comments,
      suggestions: { replace: async (...args) => void replaced.push(args) },
      log: createRecordingLog(),
    }).then(() => replaced);

  it('are those of this head, and none where nothing is to be written', async () => {
    expect(await replace(good)).toMatchObject([[good.change?.head, [{ line: 2 }]]]);
    expect(await replace(makeRunResult([blocked]))).toEqual([[good.change?.head, []]]);
  });

  it('are left to a newer run, and to nobody where the change is unknown', async () => {
    expect(await replace({ ...good, leavesComment: true })).toEqual([]);
    expect(await replace({ ...good, change: undefined })).toEqual([]);
  });
});
