import { DIGEST_KEY } from '../domain/agentDraft.ts';
import type { PinPlan, RunIdentity } from '../domain/evaluation.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Side } from '../domain/trial.ts';

/** The service's limit for a value; keys may have 64 characters, a session 16 pairs. */
const LONGEST_VALUE = 512;
const LONGEST_TITLE = 200;
/** Of a draft's digest; enough to tell drafts apart, and short enough to be compared by eye. */
const DIGEST_LENGTH = 16;

export const labelKeys = {
  kind: 'pin-gate',
  run: 'pin-gate-run',
  repository: 'pin-gate-repository',
  pin: 'pin-gate-pin',
  version: 'pin-gate-version',
  /** Only on sessions of a draft: the beginning of its digest. The version is the one that it is laid over. */
  draft: 'pin-gate-draft',
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
    ...labelDraft(purpose),
    [labelKeys.side]: purpose.side,
    [labelKeys.fixture]: cut(purpose.fixture.id),
    [labelKeys.trial]: purpose.phase === 'first' ? String(purpose.trial) : `fresh-${purpose.trial}`,
    [labelKeys.attempt]: String(purpose.attempt),
  };
}

export function titleSession(purpose: SessionPurpose): string {
  const version = `${isDraft(purpose) ? 'draft over ' : ''}v${purpose.version}`;
  const what = `Pin Gate: ${purpose.fixture.id} on ${purpose.side} ${version}`;
  return cut(`${what}${titleTrial(purpose)}`, LONGEST_TITLE);
}

/** Whether the session runs what is no version yet. */
function isDraft({ plan, side }: SessionPurpose): boolean {
  return side === 'candidate' && plan.overrides !== undefined;
}

function labelDraft(purpose: SessionPurpose): Readonly<Record<string, string>> {
  const digest = purpose.plan.candidate.metadata[DIGEST_KEY];
  if (!isDraft(purpose) || digest === undefined) return {};
  return { [labelKeys.draft]: digest.replace(/^sha256:/, '').slice(0, DIGEST_LENGTH) };
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
