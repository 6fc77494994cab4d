import type { Rollback } from '../../domain/rollback.ts';

/** What has to be done before the checks of the pull request start; undefined where they start by themselves. */
export function explainApproval({ proposal }: Rollback): string | undefined {
  if (!proposal.needsApproval) return undefined;
  return (
    'Its checks start only after somebody with write access approves them on its page (“Approve workflows to run”), since a ' +
    'workflow opened it with its own token. With the token of a GitHub App in `github-token` they start by themselves.'
  );
}
