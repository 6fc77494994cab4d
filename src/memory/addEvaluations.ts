import type { RunAttempt } from '../domain/attempt.ts';
import type { SealedEvaluation } from '../domain/memory.ts';
import { pinVerdict } from '../domain/pinVerdict.ts';
import type { PinResult, RememberedTeam, RunResult } from '../domain/result.ts';
import type { TeamVerdict } from '../domain/verdict.ts';
import { identifyEvaluation } from './identifyEvaluation.ts';
import { TEAM_LIMIT } from './memoryFormat.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;

/**
 * What is to be remembered after a run: what was, and each of its good evaluations, in place of an older one of the
 * same subject. One that was blocked takes the older one away: the newest evaluation is what counts. Without a run
 * (nothing to point to) nothing is added.
 */
export function addEvaluations(
  kept: readonly SealedEvaluation[],
  result: RunResult,
  run: RunAttempt | undefined,
): readonly SealedEvaluation[] {
  if (run === undefined) return kept;
  return result.pins.reduce((all, pin) => {
    const verdict = pinVerdict(pin);
    // An evaluation that came to no verdict says nothing against an older one.
    if (pin.state !== 'evaluated' || verdict === 'error') return all;
    const subject = identify(pin);
    const added = verdict === 'blocked' ? undefined : toKept(pin, subject, result.startedAt, run);
    const others = all.filter((one) => one.subject !== subject);
    return added === undefined ? others : [...others, added];
  }, kept);
}

function identify({ path, baseline, candidate, decision, source }: Evaluated): string {
  return identifyEvaluation({
    path: baseline?.pin.path ?? path,
    baseline: baseline?.pin,
    candidate: candidate.config,
    policy: source.policy,
    fixtures: decision.teams.flatMap((team) => team.fixtures.map(({ result }) => result.fixture)),
  });
}

function toKept(
  { baseline, candidate, decision, draft }: Evaluated,
  subject: string,
  startedAt: number,
  run: RunAttempt,
): SealedEvaluation | undefined {
  const version = draft === undefined ? candidate.pin.version : draft.version;
  // A good draft has become a version, but for one of a check that makes none.
  if (version === undefined || version === 'next') return undefined;
  const teams = decision.teams.slice(0, TEAM_LIMIT).map(toRemembered);
  return {
    subject,
    isDraft: draft !== undefined,
    evaluation: {
      run,
      // In whole seconds, as the comment keeps them.
      at: Math.floor(startedAt / 1000) * 1000,
      baseline: baseline && { agent: baseline.pin.agent, version: baseline.pin.version },
      candidate: { agent: candidate.config.agent, version },
      teams,
      left: decision.teams.length - teams.length,
    },
  };
}

function toRemembered({ team, outcome, baseline, candidate }: TeamVerdict): RememberedTeam {
  return { team, outcome, baseline, candidate };
}
