import type { EarlierAttempts } from '../../domain/attempt.ts';
import { countAttempts } from '../attempts/countAttempts.ts';
import { runAttemptUrl } from '../links.ts';
import type { ReportContext } from '../reportContext.ts';
import type { JsonReport } from '../reportSchema.ts';

type JsonEvaluated = Extract<JsonReport['pins'][number], { state: 'evaluated' }>;

/** What the comment remembers of earlier attempts, each with its run's page. */
export function toEarlierAttempts(
  earlier: EarlierAttempts | undefined,
  context: ReportContext,
): JsonEvaluated['earlierAttempts'] {
  if (earlier === undefined) return null;
  const recent = earlier.recent.map(({ run, verdict, startedAt, otherPolicy }) => ({
    runId: run.id,
    runAttempt: run.attempt,
    url: runAttemptUrl(context, run) ?? null,
    verdict,
    startedAt: new Date(startedAt).toISOString(),
    otherPolicy,
  }));
  return { ...countAttempts(earlier), recent };
}
