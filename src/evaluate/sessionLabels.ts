import type { PinPlan, RunIdentity } from '../domain/evaluation.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Side } from '../domain/trial.ts';

/** The service's limit for a value; keys may have 64 characters, a session 16 pairs. */
const LONGEST_VALUE = 512;
const LONGEST_TITLE = 200;

export const labelKeys = {
  kind: 'pin-gate',
  run: 'pin-gate-run',
  repository: 'pin-gate-repository',
  pin: 'pin-gate-pin',
  version: 'pin-gate-version',
  side: 'pin-gate-side',
  fixture: 'pin-gate-fixture',
  trial: 'pin-gate-trial',
  attempt: 'pin-gate-attempt',
} as const;

/** What one session is for. */
export interface SessionPurpose {
  readonly plan: PinPlan;
  readonly fixture: Fixture;
  readonly side: Side;
  readonly version: number;
  /** Whether it is one of the first trials or confirms them. */
  readonly phase: 'first' | 'fresh';
  /** From 0, in each phase. */
  readonly trial: number;
  /** From 1. */
  readonly attempt: number;
}

/** The metadata that says which run, pin, version, fixture and trial a session was. */
export function labelSession(purpose: SessionPurpose, run: RunIdentity): Readonly<Record<string, string>> {
  return {
    [labelKeys.kind]: 'gate',
    [labelKeys.run]: cut(run.id),
    [labelKeys.repository]: cut(run.repository),
    [labelKeys.pin]: cut(purpose.plan.pin),
    [labelKeys.version]: String(purpose.version),
    [labelKeys.side]: purpose.side,
    [labelKeys.fixture]: cut(purpose.fixture.id),
    [labelKeys.trial]: purpose.phase === 'first' ? String(purpose.trial) : `fresh-${purpose.trial}`,
    [labelKeys.attempt]: String(purpose.attempt),
  };
}

export function titleSession(purpose: SessionPurpose): string {
  const what = `Pin Gate: ${purpose.fixture.id} on ${purpose.side} v${purpose.version}`;
  return cut(`${what}${titleTrial(purpose)}`, LONGEST_TITLE);
}

function titleTrial({ phase, trial, plan }: SessionPurpose): string {
  if (phase === 'fresh') return `, run again ${trial + 1}`;
  return plan.policy.policy.trials > 1 ? `, trial ${trial + 1}` : '';
}

/** Whether a session was made by some run of the gate for this pin of this repository. */
export function isOfPin(
  metadata: Readonly<Record<string, string>>,
  repository: string,
  pin: string,
): boolean {
  return (
    metadata[labelKeys.kind] === 'gate' &&
    metadata[labelKeys.repository] === cut(repository) &&
    metadata[labelKeys.pin] === cut(pin)
  );
}

export function isOfRun(metadata: Readonly<Record<string, string>>, run: RunIdentity): boolean {
  return (
    metadata[labelKeys.kind] === 'gate' &&
    metadata[labelKeys.repository] === cut(run.repository) &&
    metadata[labelKeys.run] === cut(run.id)
  );
}

/** Cuts to the limit without leaving half of a surrogate pair. */
function cut(text: string, longest = LONGEST_VALUE): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}
