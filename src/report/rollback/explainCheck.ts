import type { Rollback } from '../../domain/rollback.ts';
import { formatTime } from '../formatTime.ts';
import { quoteName } from '../quoteName.ts';

/** What the check will make of the pull request, in a sentence. */
export function explainCheck({ base, to, from, live }: Rollback): string {
  if (live === undefined)
    return `The check evaluates version ${to} against version ${from}, as in every other pull request.`;
  return (
    `Version ${to} was live on ${quoteName(base)} from ${formatTime(live.from.at)} until ${formatTime(live.until.at)}, so the check passes it ` +
    'without an evaluation, unless `gate.yml` says `rollback: evaluate`. It is live once the pull request is merged.'
  );
}
