import type { RememberedEvaluation } from '../../domain/result.ts';
import { runAttemptUrl } from '../links.ts';
import type { ReportContext } from '../reportContext.ts';
import type { JsonReport } from '../reportSchema.ts';

type JsonRemembered = Extract<JsonReport['pins'][number], { state: 'remembered' }>['evaluation'];

/** An evaluation that is only remembered, as `report.json` has it, with its run's page. */
export function toJsonRemembered(
  { run, at, baseline, candidate, teams, left }: RememberedEvaluation,
  context: ReportContext,
): JsonRemembered {
  return {
    run: { ...run, url: runAttemptUrl(context, run) ?? null },
    at: new Date(at).toISOString(),
    baseline: baseline ?? null,
    candidate,
    teams: teams.map((row) => ({ ...row, baseline: row.baseline ?? null })),
    left,
  };
}
