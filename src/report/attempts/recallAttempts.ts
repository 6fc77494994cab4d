import type { EarlierAttempts, RunAttempt } from '../../domain/attempt.ts';
import type { RunResult } from '../../domain/result.ts';
import type { AttemptRecord } from './attemptRecord.ts';
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
  { subject, policy }: AttemptIdentity,
  current: RunAttempt | undefined,
): EarlierAttempts {
  const found = record.subjects.find((one) => one.subject === subject);
  const recent = (found?.recent ?? [])
    .filter(({ run }) => run.id !== current?.id || run.attempt !== current.attempt)
    .map((attempt) => ({
      run: attempt.run,
      verdict: attempt.verdict,
      startedAt: attempt.startedAt,
      otherPolicy: attempt.policy !== policy,
    }));
  return { recent, older: found?.older ?? { passed: 0, blocked: 0, error: 0 } };
}
