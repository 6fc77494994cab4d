import type { AgentVersion } from '../../../src/domain/agent.ts';
import type { Pin } from '../../../src/domain/pin.ts';
import { type Policy, policySchema } from '../../../src/domain/policy.ts';
import type { DraftResult, PinResult, RememberedEvaluation } from '../../../src/domain/result.ts';
import type { FixtureResult } from '../../../src/domain/trial.ts';
import type { Decision, TeamOutcome, TeamVerdict } from '../../../src/domain/verdict.ts';
import { BASE } from './makeChange.ts';
import { makeTeamVerdict } from './makeTeamVerdict.ts';

type Of<State extends PinResult['state']> = Extract<PinResult, { state: State }>;

export function makePin(overrides: Partial<Pin> = {}): Pin {
  return {
    path: 'prompts/ticket-triage/pinned-version.yml',
    agent: 'agent_011CZo6t9Cr6Eg5TeFFPWPpi',
    version: 1,
    versionLine: 2,
    ...overrides,
  };
}

/** The prompt of a candidate: one line more than the one of `makeAgentVersion`. */
const SYSTEM = 'You route support tickets.\nAnything about API usage goes to api-platform.';

export function makeAgentVersion(overrides: Partial<AgentVersion> = {}): AgentVersion {
  return {
    agent: 'agent_011CZo6t9Cr6Eg5TeFFPWPpi',
    version: 1,
    name: 'Ticket triage',
    model: { id: 'claude-haiku-4-5' },
    system: 'You route support tickets.',
    description: '',
    tools: [],
    mcpServers: [],
    skills: [],
    multiagent: null,
    metadata: {},
    executionIdentity: null,
    createdAt: '2026-08-01T09:00:00Z',
    updatedAt: '2026-08-01T09:00:00Z',
    archivedAt: null,
    ...overrides,
  };
}

/** The policy that `gate.yml` gives with these keys; by default one that names the fixtures only. */
export function makePolicy(keys: Readonly<Record<string, unknown>> = {}): Policy {
  return policySchema.parse({ fixtures: 'tickets.jsonl', ...keys });
}

const BLOCKING: readonly TeamOutcome[] = ['regressed', 'below-floor'];

/** The verdict that follows from the teams' outcomes. */
export function makeDecision(teams: readonly TeamVerdict[], overrides: Partial<Decision> = {}): Decision {
  const has = (outcomes: readonly TeamOutcome[]) => teams.some(({ outcome }) => outcomes.includes(outcome));
  const verdict = has(['not-evaluated']) ? 'error' : has(BLOCKING) ? 'blocked' : 'passed';
  return { verdict, teams, overall: undefined, flaky: [], reasons: [], ...overrides };
}

/**
 * A bump from version 1 to 2, evaluated on these results and judged by `any-drop` as makeTeamVerdict does it; teams in
 * the order in which they first come.
 */
export function makeEvaluatedPin(
  results: readonly FixtureResult[],
  overrides: Partial<Of<'evaluated'>> = {},
): Of<'evaluated'> {
  const names = [...new Set(results.map(({ fixture }) => fixture.team))];
  const teams = names.map((name) => makeTeamVerdict(results.filter(({ fixture }) => fixture.team === name)));
  const trials = results.flatMap(({ baseline, candidate, fresh }) => [
    ...[...baseline, ...candidate],
    ...[...fresh.baseline, ...fresh.candidate],
  ]);
  return {
    state: 'evaluated',
    path: 'prompts/ticket-triage/pinned-version.yml',
    change: 'bumped',
    previousPath: undefined,
    baseline: { pin: makePin(), config: makeAgentVersion() },
    candidate: { pin: makePin({ version: 2 }), config: makeAgentVersion({ version: 2, system: SYSTEM }) },
    between: [],
    source: {
      policy: makePolicy({ policy: { rule: 'any-drop' } }),
      path: 'prompts/ticket-triage/gate.yml',
      commit: BASE,
      from: 'base',
    },
    fixtureFiles: ['prompts/ticket-triage/tickets.jsonl'],
    decision: makeDecision(teams),
    fixtureChanges: { added: [], removed: [], edited: [] },
    informational: [],
    effort: {
      sessions: trials.reduce((sum, trial) => sum + trial.attempts, 0),
      costUsd: trials.reduce((sum, trial) => sum + trial.costUsd, 0),
      durationMs: 14_200,
    },
    ...overrides,
  };
}

/** A draft over version 2 that was good, so that version 3 was made. */
export function makeDraft(overrides: Partial<DraftResult> = {}): DraftResult {
  return {
    agentFile: 'prompts/ticket-triage/ticket-triage.agent.yaml',
    version: 3,
    how: 'made-after',
    over: 2,
    differs: [],
    line: { number: 2, text: 'version: 3' },
    ...overrides,
  };
}

/** An evaluation of version 3 against version 2 by run 12, in which a team got better. */
export function makeRememberedEvaluation(
  overrides: Partial<RememberedEvaluation> = {},
): RememberedEvaluation {
  const agent = makePin().agent;
  return {
    run: { id: 12, attempt: 1 },
    at: Date.UTC(2026, 7, 2, 14, 5),
    baseline: { agent, version: 2 },
    candidate: { agent, version: 3 },
    teams: [
      { team: 'billing', outcome: 'improved', baseline: { right: 3, of: 5 }, candidate: { right: 5, of: 5 } },
      { team: 'auth', outcome: 'held', baseline: { right: 5, of: 5 }, candidate: { right: 5, of: 5 } },
    ],
    left: 0,
    ...overrides,
  };
}

export function makeRememberedPin(overrides: Partial<Of<'remembered'>> = {}): Of<'remembered'> {
  return {
    state: 'remembered',
    path: 'prompts/ticket-triage/pinned-version.yml',
    change: 'bumped',
    baseline: makePin({ version: 2 }),
    candidate: makePin({ version: 3 }),
    config: makeAgentVersion({ version: 3, system: SYSTEM }),
    evaluation: makeRememberedEvaluation(),
    ...overrides,
  };
}

/** Back from version 3 to 2, which was live for two days in July. */
export function makeRollbackPin(overrides: Partial<Of<'rollback'>> = {}): Of<'rollback'> {
  const pullRequest = (number: number, title: string) => ({
    number,
    title,
    url: `https://github.com/acme/support-agents/pull/${number}`,
  });
  return {
    state: 'rollback',
    path: 'prompts/ticket-triage/pinned-version.yml',
    previousPath: undefined,
    baseline: makePin({ version: 3 }),
    candidate: makePin({ version: 2 }),
    live: {
      from: {
        commit: 'a'.repeat(40),
        at: Date.UTC(2026, 6, 20, 9, 0),
        author: 'mona',
        pullRequest: pullRequest(31, 'Route refunds to billing'),
        bytes: undefined,
      },
      until: {
        commit: 'b'.repeat(40),
        at: Date.UTC(2026, 6, 22, 16, 40),
        author: 'hubot',
        pullRequest: pullRequest(34, 'Shorter prompt'),
        bytes: undefined,
      },
    },
    verification: { state: 'verified', config: makeAgentVersion({ version: 2 }) },
    scores: undefined,
    ...overrides,
  };
}

export function makeDescribedPin(overrides: Partial<Of<'described'>> = {}): Of<'described'> {
  const baseline = makePin({ version: 2 });
  return {
    state: 'described',
    path: baseline.path,
    baseline,
    candidate: { ...baseline, version: 'next' },
    draft: makeDraft({
      version: 2,
      how: 'found',
      over: undefined,
      line: { number: 2, text: 'version: 2' },
    }),
    ...overrides,
  };
}

export function makeFailedPin(overrides: Partial<Of<'failed'>> = {}): Of<'failed'> {
  return {
    state: 'failed',
    path: 'prompts/ticket-triage/pinned-version.yml',
    change: 'bumped',
    baselineVersion: 1,
    candidateVersion: 2,
    versionLine: 2,
    problems: [
      {
        file: 'prompts/ticket-triage/gate.yml',
        line: 3,
        message: 'Unknown key `polcy`: the nearest known one is `policy`.',
      },
    ],
    effort: { sessions: 0, costUsd: 0, durationMs: 0 },
    ...overrides,
  };
}

export function makeRemovedPin(overrides: Partial<Of<'removed'>> = {}): Of<'removed'> {
  return {
    state: 'removed',
    path: 'prompts/old-agent/pinned-version.yml',
    baseline: makePin({ path: 'prompts/old-agent/pinned-version.yml', version: 3 }),
    ...overrides,
  };
}

export function makeUnchangedPin(overrides: Partial<Of<'unchanged'>> = {}): Of<'unchanged'> {
  return {
    state: 'unchanged',
    path: 'prompts/ticket-triage/pinned-version.yml',
    baseline: makePin(),
    ...overrides,
  };
}
