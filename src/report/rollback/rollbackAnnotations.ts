import type { Annotation } from '../../domain/reportSink.ts';
import type { RollbackResult } from '../../domain/rollback.ts';
import { shorten } from '../../domain/shorten.ts';
import { showHidden } from '../escape.ts';
import { explainApproval } from './explainApproval.ts';

const LONGEST = 4_000;

/** Errors where there is no pull request; where there is one, what somebody has to do for it, and warnings. */
export function rollbackAnnotations({ rollback, problems, warnings }: RollbackResult): readonly Annotation[] {
  const approval = rollback === undefined ? undefined : explainApproval(rollback);
  const annotations: readonly Annotation[] = [
    ...problems.map(
      (problem): Annotation => ({ ...problem, level: 'error', title: 'Pin Gate: not rolled back' }),
    ),
    ...warnings.map((message): Annotation => ({ message, level: 'warning', title: 'Pin Gate: rollback' })),
    ...(rollback === undefined || approval === undefined
      ? []
      : [
          {
            message: `${rollback.proposal.url} waits for an approval. ${approval}`,
            level: 'notice' as const,
            title: 'Pin Gate: approve the checks',
          },
        ]),
  ];
  return annotations.map((one) => ({ ...one, message: showHidden(shorten(one.message, LONGEST)) }));
}
