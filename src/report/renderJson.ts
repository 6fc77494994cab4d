import type { Change } from '../domain/change.ts';
import { rememberedVerdict } from '../domain/pinVerdict.ts';
import type { Problem } from '../domain/problem.ts';
import type { PinResult, RunResult } from '../domain/result.ts';
import { buildReport, type PinSection } from './buildReport.ts';
import { toEarlierAttempts } from './json/toEarlierAttempts.ts';
import { toJsonDraft } from './json/toJsonDraft.ts';
import { toJsonEvaluated } from './json/toJsonEvaluated.ts';
import { toJsonRemembered } from './json/toJsonRemembered.ts';
import { toJsonRollback } from './json/toJsonRollback.ts';
import { toJsonSide } from './json/toJsonSide.ts';
import { runAttemptUrl } from './links.ts';
import type { ReportContext } from './reportContext.ts';
import { type JsonReport, SCHEMA_VERSION } from './reportSchema.ts';

type JsonPin = JsonReport['pins'][number];

/**
 * `report.json`: JSON (see reportSchema) with a line break at the end, texts as they are, replies only if they
 * may be shown. Safe to print in a workflow's log: no text in it can start a workflow command.
 */
export function renderJson(result: RunResult, context: ReportContext): string {
  // Strings never start a line in JSON, so that `::` is harmless; a runner reads `##[` anywhere.
  return `${JSON.stringify(buildJsonReport(result, context), undefined, 2).replaceAll('##[', '#\\u0023[')}\n`;
}

function buildJsonReport(original: RunResult, context: ReportContext): JsonReport {
  const { result, headline, sections, effort } = buildReport(original, context);
  return {
    schemaVersion: SCHEMA_VERSION,
    verdict: result.verdict,
    headline,
    change: result.change === undefined ? null : toChange(result.change),
    run:
      context.run === undefined
        ? null
        : { ...context.run, url: context.runUrl ?? runAttemptUrl(context, context.run) ?? null },
    consoleUrl: context.consoleUrl ?? null,
    startedAt: new Date(result.startedAt).toISOString(),
    effort,
    pins: sections.map((section) => toPin(section, context)),
    problems: result.problems.map(toProblem),
    warnings: [...result.warnings],
  };
}

function toChange(change: Change): NonNullable<JsonReport['change']> {
  return {
    kind: change.kind,
    number: change.number ?? null,
    base: change.base,
    baseName: change.baseName,
    head: change.head,
    fromFork: change.fromFork,
  };
}

function toPin({ pin, evaluation, headline }: PinSection, context: ReportContext): JsonPin {
  switch (pin.state) {
    case 'evaluated':
      if (evaluation === undefined) throw new Error('An evaluated pin comes without its evaluation.');
      return toJsonEvaluated(evaluation, headline, context);
    case 'remembered':
      return toRemembered(pin, headline, context);
    case 'rollback':
      return toJsonRollback(pin, headline, context);
    case 'described':
      return {
        state: 'described',
        path: pin.path,
        verdict: 'pending',
        headline,
        baseline: toJsonSide(pin.baseline),
        draft: toJsonDraft(pin.draft),
      };
    case 'failed':
      return {
        state: 'failed',
        path: pin.path,
        change: pin.change ?? null,
        verdict: 'error',
        headline,
        baselineVersion: pin.baselineVersion ?? null,
        candidateVersion: pin.candidateVersion === 'next' ? null : (pin.candidateVersion ?? null),
        isDraft: pin.candidateVersion === 'next',
        problems: pin.problems.map(toProblem),
        effort: pin.effort,
        earlierAttempts: toEarlierAttempts(pin.earlier, context),
      };
    case 'removed':
    case 'unchanged':
      return {
        state: pin.state,
        path: pin.path,
        verdict: pin.state === 'removed' ? 'passed' : 'skipped',
        headline,
        baselineVersion: pin.baseline.version,
      };
  }
}

function toRemembered(
  pin: Extract<PinResult, { state: 'remembered' }>,
  headline: string,
  context: ReportContext,
): JsonPin {
  return {
    state: 'remembered',
    path: pin.path,
    change: pin.change,
    verdict: rememberedVerdict(pin),
    headline,
    baseline: pin.baseline === undefined ? null : toJsonSide(pin.baseline),
    candidate: toJsonSide(pin.candidate),
    draft: pin.draft === undefined ? null : toJsonDraft(pin.draft),
    evaluation: toJsonRemembered(pin.evaluation, context),
  };
}

function toProblem({ file, line, message }: Problem): JsonReport['problems'][number] {
  return { file: file ?? null, line: line ?? null, message };
}
