import { pinVerdict } from '../../domain/pinVerdict.ts';
import type { PinResult } from '../../domain/result.ts';
import { quoteName } from '../quoteName.ts';
import { summarizeDecision } from './summarizeDecision.ts';
import { summarizeProblems } from './summarizeProblems.ts';

type Of<State extends PinResult['state']> = Extract<PinResult, { state: State }>;

/** What became of one pin, as it goes on after the verdict's word and a colon. */
export function summarizePin(pin: PinResult): string {
  switch (pin.state) {
    case 'evaluated':
      return summarizeEvaluated(pin);
    case 'remembered':
      return summarizeRemembered(pin);
    case 'rollback':
      return summarizeRollback(pin);
    case 'described': {
      const version = pin.draft.version ?? pin.baseline.version;
      return `the agent file describes version ${version}, which is pinned already: write ${version} into the pin`;
    }
    case 'failed':
      return summarizeProblems(pin.problems);
    case 'removed':
      return `${quoteName(pin.path)} is removed, so there is nothing to evaluate`;
    case 'unchanged':
      return `${quoteName(pin.path)} still pins version ${pin.baseline.version}`;
  }
}

function summarizeEvaluated(pin: Of<'evaluated'>): string {
  const what = [...describeChange(pin), summarizeDecision(pin)].join(': ');
  if (pinVerdict(pin) !== 'pending') return what;
  const { version } = pin.draft ?? {};
  return version === undefined
    ? `no version was made here (${what})`
    : `write ${version} into the pin (${what})`;
}

function summarizeRemembered({ candidate, draft, evaluation }: Of<'remembered'>): string {
  const same = 'same configuration, same fixtures, same policy';
  return draft === undefined
    ? `version ${candidate.version} is what run ${evaluation.run.id} evaluated as a draft: ${same}`
    : `write ${candidate.version} into the pin (run ${evaluation.run.id} evaluated it: ${same})`;
}

function summarizeRollback({ baseline, candidate, verification }: Of<'rollback'>): string {
  const to = `${candidate.version}${candidate.agent === baseline.agent ? '' : ' of another agent'}`;
  const unverified =
    verification.state === 'verified' ? '' : `; version ${candidate.version} could not be verified`;
  return `rollback from version ${baseline.version} to ${to}, without an evaluation${unverified}`;
}

function describeChange({ change, baseline, candidate }: Of<'evaluated'>): readonly string[] {
  switch (change) {
    case 'bumped':
      return [];
    case 'rolled-back':
      return [`rollback from version ${baseline?.pin.version ?? 'unknown'} to ${candidate.pin.version}`];
    case 'moved-agent':
      return ['moved to another agent'];
    case 'added':
      return ['new pin without a baseline'];
    case 'drafted':
      if (baseline === undefined) return ['new pin without a baseline'];
      return baseline.pin.agent === candidate.pin.agent ? [] : ['moved to another agent'];
  }
}
