import type { RunAttempt } from '../domain/attempt.ts';
import type { SealedEvaluation } from '../domain/memory.ts';
import { pinVerdict } from '../domain/pinVerdict.ts';
import type { PinResult, RememberedTeam, RunResult } from '../domain/result.ts';
import type { TeamVerdict } from '../domain/verdict.ts';
import { identifyEvaluation } from './identifyEvaluation.ts';
import { TEAM_LIMIT } from './memoryFormat.ts';

/**
 * What is to be remembered after a run: what was, and each of its good evaluations, in place of an older one of the
 * same subject. Without a run (nothing to point to) nothing is added.
 */
export function addEvaluations(
  kept: readonly SealedEvaluation[],
  result: RunResult,
  run: RunAttempt | undefined,
): readonly SealedEvaluation[] {
  if (run === undefined) return kept;
  return result.pins.reduce((all, pin) => {
    const added = toKept(pin, result.startedAt, run);
    return added === undefined ? all : [...all.filter(({ subject }) => subject !== added.subject), added];
  }, kept);
}

function toKept(pin: PinResult, startedAt: number, run: RunAttempt): SealedEvaluation | undefined {
  const verdict = pinVerdict(pin);
  if (pin.state !== 'evaluated' || (verdict !== 'passed' && verdict !== 'pending')) return undefined;
  const { baseline, candidate, decision, source, draft } = pin;
  const version = draft === undefined ? candidate.pin.version : draft.version;
  // A good draft has become a version, or its run is an error.
  if (version === undefined || version === 'next') return undefined;
  const teams = decision.teams.slice(0, TEAM_LIMIT).map(toRemembered);
  return {
    subject: identifyEvaluation({
      path: baseline?.pin.path ?? pin.path,
      baseline: baseline?.pin,
      candidate: candidate.config,
      policy: source.policy,
      fixtures: decision.teams.flatMap((team) => team.fixtures.map(({ result }) => result.fixture)),
    }),
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
