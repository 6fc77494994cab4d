import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunResult } from '../../src/domain/result.ts';
import { renderJson } from '../../src/report/renderJson.ts';
import { renderReportSchema } from '../../src/report/renderReportSchema.ts';
import { reportSchema } from '../../src/report/reportSchema.ts';
import { expectFile } from '../helpers/expectGolden.ts';
import { makeFailedPin, makeUnchangedPin } from '../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import { HOSTILE, hostile } from './hostileCorpus.ts';
import * as scenarios from './scenarios.ts';

const validate = new Ajv2020({ strict: true, validateFormats: false }).compile(
  JSON.parse(renderReportSchema()),
);

const RESULTS: readonly (readonly [string, RunResult])[] = [
  ['blocked', scenarios.blocked()],
  ['passed', scenarios.passed()],
  ['could not evaluate', scenarios.couldNotEvaluate()],
  ['broken policy', scenarios.brokenPolicy()],
  ['new pin', scenarios.newPin()],
  ['several pins', scenarios.severalPins()],
  ['changed everywhere', scenarios.changedEverywhere()],
  ['identical', scenarios.identical()],
  ['unchanged', makeRunResult([makeUnchangedPin()])],
  [
    'no change known',
    makeRunResult([], { verdict: 'error', change: undefined, problems: [{ message: 'x' }] }),
  ],
  ['draft made', scenarios.draftMade()],
  ['draft found', scenarios.draftFound()],
  ['draft blocked', scenarios.draftBlocked()],
  ['draft blocked though made', scenarios.draftBlockedMade()],
  ['draft error', scenarios.draftError()],
  ['new draft', scenarios.draftNew()],
  ['described', scenarios.described()],
  ['remembered', scenarios.remembered()],
  ['remembered draft', scenarios.rememberedDraft()],
  ['rollback', scenarios.rollbackKnown()],
  ['rollback that is not verified', scenarios.rollbackUnverified()],
  ['several pending', scenarios.severalPending()],
  ['failed draft', makeRunResult([makeFailedPin({ change: 'drafted', candidateVersion: 'next' })])],
  ['hostile', hostile()],
];

describe('report.json', () => {
  it.each(RESULTS)('is valid by its published schema: %s', (_, result) => {
    for (const publicRepository of [true, false]) {
      const report: unknown = JSON.parse(renderJson(result, makeReportContext({ publicRepository })));
      validate(report);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('is refused by the schema with a key too many', () => {
    expect(validate({ ...JSON.parse(renderJson(scenarios.blocked(), makeReportContext())), extra: 1 })).toBe(
      false,
    );
  });

  it('has what each version said, was graded and took', () => {
    const report = reportSchema.parse(JSON.parse(renderJson(scenarios.blocked(), makeReportContext())));
    const [pin] = report.pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');

    expect(report).toMatchObject({
      schemaVersion: 2,
      verdict: 'blocked',
      headline: 'Blocked: `billing` regressed: 4/5 → 2/5',
      startedAt: '2026-08-03T09:30:00.000Z',
      change: { kind: 'pull-request', number: 12, baseName: 'main', fromFork: false },
    });
    expect(report.effort).toEqual({ sessions: 40, costUsd: expect.closeTo(0.04), durationMs: 15_400 });
    expect(pin.teams.map(({ team, outcome }) => [team, outcome])).toEqual([
      ['billing', 'regressed'],
      ['api-platform', 'improved'],
      ['auth', 'held'],
      ['dashboard', 'held'],
    ]);
    expect(pin).toMatchObject({
      headline: 'Blocked: `billing` regressed: 4/5 → 2/5',
      total: { baseline: { right: 18, of: 20 }, candidate: { right: 17, of: 20 } },
      facts: {
        baseline: { medianLatencyMs: 2_000, inputTokens: 20 * 420, outputTokens: 20 * 12 },
        candidate: { medianLatencyMs: 2_000, costUsd: expect.closeTo(0.02) },
      },
    });
    const [fixture] = pin.teams[0]?.fixtures ?? [];
    expect(fixture).toMatchObject({
      id: 'TKT-1001',
      subject: 'API usage doubled on our account in March',
      expected: { team: 'billing' },
      baseline: 1,
      candidate: 0,
      flip: 'broke',
    });
    expect(fixture?.trials.candidate).toEqual([
      {
        index: 0,
        session: 'sesn_011CZkZAtmR3yMPDzynEDxu7',
        outcome: 'answered',
        reply: '{"team":"api-platform"}',
        grade: 'wrong',
        reason: 'answer',
        detail: '`team` should be "billing", was "api-platform"',
        fields: [{ field: 'team', expected: 'billing', actual: 'api-platform', right: false }],
        usage: {
          inputTokens: 420,
          outputTokens: 12,
          cacheReadTokens: 0,
          cacheCreationTokens: 0,
          activeSeconds: 2,
        },
        costUsd: 0.001,
        latencyMs: 2_000,
        attempts: 1,
      },
    ]);
  });

  it('has what changed, the texts only where they may be shown', () => {
    const changesOf = (publicRepository: boolean) => {
      const text = renderJson(scenarios.changedEverywhere(), makeReportContext({ publicRepository }));
      const [pin] = reportSchema.parse(JSON.parse(text)).pins;
      return pin?.state === 'evaluated' ? pin.changes : undefined;
    };
    const shown = changesOf(false);
    expect(shown).toMatchObject({
      identical: false,
      withheld: false,
      prompt: { state: 'changed', added: 4, removed: 3 },
      between: [4, 5, 6, 7, 8].map((version) => ({ version })),
    });
    expect(shown?.prompt.hunks?.flat().filter(({ kind }) => kind === 'removed')[0]).toEqual({
      kind: 'removed',
      before: 8,
      after: null,
      segments: expect.arrayContaining([{ text: '- dashboard: charts, tables, ', changed: false }]),
    });
    expect(shown?.config).toContainEqual({
      ...{ setting: 'metadata', key: 'owner', kind: 'changed', withheld: false },
      ...{ before: 'support', after: 'platform' },
    });
    const hidden = changesOf(true);
    expect(hidden).toMatchObject({ withheld: true, prompt: { added: 4, removed: 3, hunks: null } });
    expect(hidden?.config).toContainEqual({
      ...{ setting: 'metadata', key: 'owner', kind: 'changed', withheld: true },
      ...{ before: null, after: null },
    });
    expect(hidden?.config).toContainEqual({
      ...{ setting: 'model', key: null, kind: 'changed', withheld: false },
      ...{ before: 'claude-haiku-4-5', after: 'claude-sonnet-5' },
    });
  });

  it('has no number and no time for a draft of which no version was made', () => {
    const read = (result: RunResult) => {
      const report = reportSchema.parse(JSON.parse(renderJson(result, makeReportContext())));
      return { verdict: report.verdict, pin: report.pins[0] };
    };
    expect(read(scenarios.draftBlocked())).toMatchObject({
      verdict: 'blocked',
      pin: { change: 'drafted', candidate: { version: null, createdAt: null }, draft: { how: 'not-made' } },
    });
    expect(read(scenarios.draftMade())).toMatchObject({
      verdict: 'pending',
      pin: {
        verdict: 'pending',
        candidate: { version: 3 },
        draft: { line: { number: 2, text: 'version: 3' } },
      },
    });
    expect(read(scenarios.passed()).pin).toMatchObject({ draft: null });
  });

  it('has what is remembered, with the run that evaluated', () => {
    const [pin] = reportSchema.parse(
      JSON.parse(renderJson(scenarios.remembered(), makeReportContext())),
    ).pins;
    expect(pin).toMatchObject({
      state: 'remembered',
      verdict: 'passed',
      evaluation: {
        run: { id: 12, attempt: 1, url: 'https://github.com/acme/support-agents/actions/runs/12/attempts/1' },
        at: '2026-08-02T14:05:00.000Z',
        teams: [{ team: 'billing', outcome: 'improved' }, { team: 'auth' }],
      },
    });
  });

  it('says where the run and its sessions are to be seen', () => {
    const make = (context: Parameters<typeof makeReportContext>[0]) =>
      JSON.parse(renderJson(makeRunResult(), makeReportContext(context)));
    expect(make({ run: { id: 4711, attempt: 2 } })).toMatchObject({
      run: { id: 4711, attempt: 2, url: 'https://github.com/acme/support-agents/actions/runs/4711' },
      consoleUrl: 'https://platform.claude.com/workspaces/default',
    });
    expect(make({})).toMatchObject({ run: null });
  });

  it('of 20,000 fixtures, half of them broken, is made in a moment', () => {
    const result = scenarios.twentyThousand();
    const startedAt = performance.now();
    const report = reportSchema.parse(JSON.parse(renderJson(result, makeReportContext())));
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    const [pin] = report.pins;
    expect(pin?.state === 'evaluated' && pin.teams.flatMap(({ fixtures }) => fixtures)).toHaveLength(20_000);
  });

  it('can be printed in a log, and reads back as it was', () => {
    const text = renderJson(hostile(), makeReportContext());

    expect(text.split('\n').filter((line) => line.trim().startsWith('::') || line.includes('##['))).toEqual(
      [],
    );
    expect(JSON.parse(text).warnings).toEqual(HOSTILE.map((warning) => warning));
  });
});

describe('schemas/report.schema.json', () => {
  it('is what the sources say (UPDATE_GOLDEN=1 writes it)', () => {
    expectFile(
      fileURLToPath(new URL('../../schemas/report.schema.json', import.meta.url)),
      renderReportSchema(),
    );
  });
});
