import type { PinResult } from '../../domain/result.ts';

/** What a reader must know of a rollback by the fast lane, as sentences that may quote texts of any origin. */
export function explainRollback({ candidate, verification }: Extract<PinResult, { state: 'rollback' }>): {
  /** Whether the version can still be run, in a word or two. */
  readonly lead: string;
  /** Goes on after the lead and a colon. */
  readonly verification: string;
  readonly isVerified: boolean;
  /** Why nothing was evaluated, and how to have it otherwise. */
  readonly lane: string;
} {
  const version = `version ${candidate.version}`;
  return {
    ...(verification.state === 'verified'
      ? {
          lead: 'Verified',
          verification: `the service confirms that ${version} can still be run.`,
          isVerified: true,
        }
      : {
          lead: 'Could not be verified',
          verification: `whether ${version} can still be run. ${verification.reason}`,
          isVerified: false,
        }),
    lane: 'Nothing was evaluated: an incident must not wait. `rollback: evaluate` in `gate.yml` asks for the full gate.',
  };
}
