import type { EarlierAttempts, RunAttempt } from '../../domain/attempt.ts';
import type { RunResult } from '../../domain/result.ts';
import type { AttemptRecord } from './attemptRecord.ts';
import { findSubject, isSameRun } from './findSubject.ts';
import { type AttemptIdentity, identifyAttempt } from './identifyAttempt.ts';

/** The result with what the record knows of earlier attempts, for each pin that was evaluated. */
export function recallAttempts(
  result: RunResult,
  record: AttemptRecord,
  run: RunAttempt | undefined,
): RunResult {
  const pins = result.pins.map((pin) => {
    const identity = identifyAttempt(pin);
    return identity === undefined ? pin : { ...pin, earlier: findEarlier(record, identity, run) };
  });
  return { ...result, pins };
}

function findEarlier(
  record: AttemptRecord,
  identity: AttemptIdentity,
  current: RunAttempt | undefined,
): EarlierAttempts {
  const { older, recent: all } = findSubject(record, identity);
  const recent = all
    .filter(({ run }) => current === undefined || !isSameRun(run, current))
    .map((attempt) => ({
      run: attempt.run,
      verdict: attempt.verdict,
      startedAt: attempt.startedAt,
      otherPolicy: attempt.policy !== identity.policy,
    }));
  return { recent, older };
}
