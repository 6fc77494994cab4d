import type { PinResult } from '../../domain/result.ts';

/** What a reader must know of a rollback by the fast lane, as sentences that may quote texts of any origin. */
export function explainRollback({ candidate, verification }: Extract<PinResult, { state: 'rollback' }>): {
  readonly lane: string;
  /** Whether the version can still be run. */
  readonly verification: string;
  readonly isVerified: boolean;
} {
  const version = `version ${candidate.version}`;
  return {
    lane: 'Nothing was evaluated: an incident must not wait. `rollback: evaluate` in `gate.yml` asks for the full gate.',
    verification:
      verification.state === 'verified'
        ? `The service confirms that ${version} can still be run.`
        : `That ${version} can still be run could not be verified: ${verification.reason}`,
    isVerified: verification.state === 'verified',
  };
}
