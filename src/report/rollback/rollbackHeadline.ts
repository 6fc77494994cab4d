import type { RollbackResult } from '../../domain/rollback.ts';
import { quoteName } from '../quoteName.ts';

/** What asking for a rollback came to, in one sentence that may quote names of any origin. */
export function rollbackHeadline({ path, rollback }: RollbackResult): string {
  if (rollback === undefined) return `${quoteName(path)} was not rolled back: no pull request was opened.`;
  const { from, to, proposal } = rollback;
  const what = `${quoteName(path)} from version ${from} to version ${to}`;
  return proposal.existed
    ? `The pull request that rolls back ${what} was open already: ${proposal.number}.`
    : `Pull request ${proposal.number} rolls back ${what}.`;
}
