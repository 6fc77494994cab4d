import { decide } from '../../src/decide/decide.ts';
import type { DraftResult, PinResult, RunResult } from '../../src/domain/result.ts';
import type { FixtureResult } from '../../src/domain/trial.ts';
import { makeFixture } from '../helpers/factories/makeFixture.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import {
  makeAgentVersion,
  makeDecision,
  makeDescribedPin,
  makeDraft,
  makeEvaluatedPin,
  makeFailedPin,
  makePin,
  makePolicy,
  makeRememberedEvaluation,
  makeRememberedPin,
  makeRemovedPin,
  makeRollbackPin,
} from '../helpers/factories/makePinResult.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import {
  makeAnswer,
  makeFieldsAnswer,
  makeUnanswered,
  makeUnreadable,
} from '../helpers/factories/makeTrial.ts';

const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  billing: [
    'API usage doubled on our account in March',
    'Rate limit tier not matching what we are paying for',
    'Invoice shows overage although we are below quota',
    'Refund for unused credits',
    'VAT number missing on the receipt',
  ],
  auth: ['SSO loop', 'Token expires too early', 'SAML metadata rejected', 'Cannot rotate keys', 'MFA reset'],
  'api-platform': [
    '429 on /v1/export',
    'Webhook retries',
    'Timeouts in eu-west',
    'Pagination skips rows',
    'gRPC 14',
  ],
  dashboard: [
    'Chart empty',
    'CSV export cut off',
    'Dark mode unreadable',
    'Filter resets',
    'Time zone wrong',
  ],
};

/** Twenty tickets, five a team, all right on both versions but for those named by number (`billing 0`). */
function triage(
  differences: Readonly<Record<string, readonly [baseline: string, candidate: string]>> = {},
): readonly FixtureResult[] {
  let line = 0;
  return Object.entries(SUBJECTS).flatMap(([team, subjects]) =>
    subjects.map((subject, index) => {
      line += 1;
      const [baseline, candidate] = differences[`${team} ${index}`] ?? [team, team];
      const id = `TKT-${1000 + line}`;
      return makeFixtureResult({ id, team, line, fields: { subject } }, baseline, candidate);
    }),
  );
}

/** The story of the README: the over-broad routing rule. */
export function blocked(): RunResult {
  const results = triage({
    'billing 0': ['billing', 'api-platform'],
    'billing 1': ['billing', 'api-platform'],
    'billing 4': ['dashboard', 'dashboard'],
    'api-platform 2': ['dashboard', 'api-platform'],
  });
  return makeRunResult([sorted(makeEvaluatedPin(results))]);
}

const PROMPT = `You are the first reader of the support tickets of a company that sells a data API.
Decide which team should work on the ticket and how urgent it is.

Teams:
- billing: invoices, charges, refunds, credits, payments, plans and contracts
- auth: sign-in, SSO, SAML, OAuth, passwords, two-factor codes, locked accounts, key rotation
- api-platform: endpoints, webhooks, pagination, HTTP errors and status codes, headers, rate limits
- dashboard: charts, tables, exports, settings pages and how the web app looks in a browser

Priority:
- P0: nobody can get in, production is down, or a security hole is open
- P1: something is broken or money is wrong, and there is no way around it
- P2: everything else

Answer with one JSON object and nothing around it:
{"team": "<one of the teams>", "priority": "<P0, P1 or P2>"}
`;

/** Everything that can change between two versions, and versions in between. */
export function changedEverywhere(): RunResult {
  const refund = { type: 'custom', name: 'refund', description: 'Pays back.', limit: 50 };
  const pin = makeEvaluatedPin(triage({ 'billing 0': ['billing', 'api-platform'] }), {
    baseline: {
      pin: makePin({ version: 3 }),
      config: makeAgentVersion({
        version: 3,
        system: PROMPT,
        description: 'Reads a ticket.',
        tools: [refund],
        metadata: { owner: 'support', reviewed: 'yes' },
      }),
    },
    candidate: {
      pin: makePin({ version: 9 }),
      config: makeAgentVersion({
        version: 9,
        model: { id: 'claude-sonnet-5', effort: 'high' },
        system: PROMPT.replace('exports, settings pages and', 'settings pages,')
          .replace('\nPriority', '\nAnything about API usage goes to api-platform.\n\nPriority')
          .replace('\n- P2: everything else', '')
          .replace('"<P0, P1 or P2>"', '"<P0 or P1>"'),
        description: 'Reads a ticket and says which team should work on it.',
        tools: [{ ...refund, limit: 100 }, { type: 'agent_toolset_20260401' }],
        metadata: { owner: 'platform' },
      }),
    },
    between: [4, 5, 6, 7, 8].map((version) => ({ version, madeAt: `2026-08-0${version}T09:00:00Z` })),
  });
  return makeRunResult([sorted(pin)]);
}

/** Version 2 is what version 1 was. */
export function identical(): RunResult {
  return makeRunResult([
    makeEvaluatedPin(triage({ 'auth 1': ['auth', 'dashboard'] }), {
      candidate: { pin: makePin({ version: 2 }), config: makeAgentVersion({ version: 2 }) },
    }),
  ]);
}

export function passed(): RunResult {
  const results = triage({
    'billing 4': ['dashboard', 'dashboard'],
    'api-platform 2': ['dashboard', 'api-platform'],
  });
  const added = makeFixtureResult(
    { id: 'TKT-1021', team: 'billing', line: 21, fields: { subject: 'Charged twice for seats' } },
    'billing',
    'api-platform',
  );
  const edited = {
    base: makeFixture({ id: 'TKT-1004' }),
    head: makeFixture({ id: 'TKT-1004', team: 'auth' }),
  };
  return makeRunResult([
    makeEvaluatedPin(results, {
      informational: [added],
      fixtureChanges: { added: [added.fixture], removed: [], edited: [edited] },
    }),
  ]);
}

/** A service that fails for one team, and a reply nobody can parse. */
export function couldNotEvaluate(): RunResult {
  const overloaded = makeUnanswered(
    { kind: 'not-scored', detail: 'the service answered 529 overloaded_error four times' },
    { side: 'candidate' },
  );
  const results = triage({ 'auth 1': ['auth', 'dashboard'] }).map((result) => {
    if (['TKT-1001', 'TKT-1003'].includes(result.fixture.id)) return { ...result, candidate: [overloaded] };
    if (result.fixture.id !== 'TKT-1012') return result;
    const fenced = '```json\n{"team": "api-platform"}\n```\nHappy to help!';
    return { ...result, candidate: [makeUnreadable(fenced, { side: 'candidate' })] };
  });
  const pin = makeEvaluatedPin(results);
  const teams = pin.decision.teams.map((team) =>
    team.team === 'billing' ? { ...team, outcome: 'not-evaluated' as const } : team,
  );
  const reason =
    'Could not evaluate "billing": 2 of 5 fixtures (TKT-1001: candidate, the service answered 529 overloaded_error ' +
    'four times; TKT-1003: candidate, the service answered 529 overloaded_error four times); `coverage` asks for ' +
    'every fixture to be scored.';
  return makeRunResult([{ ...pin, decision: makeDecision(teams, { reasons: [reason] }) }]);
}

/** How many of four or more fresh trials each version gets right, and what it says else. */
interface Rerun {
  readonly baseline: number;
  readonly candidate: number;
  readonly of: number;
  readonly else: string;
}

/** The same results after fresh trials of some fixtures, by id. */
function rerun(
  results: readonly FixtureResult[],
  reruns: Readonly<Record<string, Rerun>>,
): readonly FixtureResult[] {
  return results.map((result) => {
    const again = reruns[result.fixture.id];
    if (again === undefined) return result;
    const { team } = result.fixture;
    const run = (side: 'baseline' | 'candidate') =>
      Array.from({ length: again.of }, (_, index) =>
        makeAnswer(team, index < again[side] ? team : again.else, {
          side,
          index,
          session: `sesn_${result.fixture.id.slice(4)}${side}${index}`,
        }),
      );
    return { ...result, fresh: { baseline: run('baseline'), candidate: run('candidate') } };
  });
}

/** Judged as a run judges it. */
function judged(
  results: readonly FixtureResult[],
  policy: Readonly<Record<string, unknown>> = {},
): Extract<PinResult, { state: 'evaluated' }> {
  const pin = makeEvaluatedPin(results);
  const source = { ...pin.source, policy: makePolicy({ policy }) };
  const decision = decide({ results, hasBaseline: true, policy: source.policy });
  return { ...pin, source, decision };
}

/** The same story under the rule `confirmed`: two billing tickets break for good, and one of auth was unlucky. */
export function confirmedLoss(): RunResult {
  const results = triage({
    'billing 0': ['billing', 'api-platform'],
    'billing 1': ['billing', 'api-platform'],
    'billing 4': ['dashboard', 'dashboard'],
    'api-platform 2': ['dashboard', 'api-platform'],
    'auth 3': ['auth', 'dashboard'],
  });
  return makeRunResult([
    judged(
      rerun(results, {
        'TKT-1001': { baseline: 4, candidate: 0, of: 4, else: 'api-platform' },
        'TKT-1002': { baseline: 4, candidate: 1, of: 4, else: 'api-platform' },
        'TKT-1009': { baseline: 3, candidate: 3, of: 4, else: 'dashboard' },
      }),
    ),
  ]);
}

/** A flaky fixture that is forgiven. */
export function forgiven(): RunResult {
  const results = triage({ 'auth 3': ['auth', 'dashboard'], 'dashboard 1': ['auth', 'dashboard'] });
  return makeRunResult([
    judged(rerun(results, { 'TKT-1009': { baseline: 3, candidate: 3, of: 4, else: 'dashboard' } })),
  ]);
}

/** A fixture that fresh trials do not settle. */
export function inconclusive(): RunResult {
  const results = triage({ 'auth 3': ['auth', 'dashboard'] });
  const policy = { rounds: [8] };
  const again = { baseline: 7, candidate: 4, of: 8, else: 'dashboard' };
  return makeRunResult([judged(rerun(results, { 'TKT-1009': again }), policy)]);
}

/** A little worse everywhere: no team's loss is confirmed, and the run as a whole is worse. */
export function worseOverall(): RunResult {
  const tickets = [
    'billing 0',
    'billing 2',
    'auth 0',
    'auth 2',
    'api-platform 0',
    'dashboard 0',
    'dashboard 2',
  ];
  const results = triage(
    Object.fromEntries(tickets.map((ticket) => [ticket, [ticket.replace(/ .*/, ''), 'sales'] as const])),
  );
  const again = { baseline: 8, candidate: 8, of: 8, else: 'sales' };
  const ids = results
    .filter(({ baseline, candidate }) => baseline[0]?.grade.kind !== candidate[0]?.grade.kind)
    .map(({ fixture }) => fixture.id);
  return makeRunResult([judged(rerun(results, Object.fromEntries(ids.map((id) => [id, again]))))]);
}

/** A policy that cannot be read. */
export function brokenPolicy(): RunResult {
  const file = 'prompts/ticket-triage/gate.yml';
  return makeRunResult([
    makeFailedPin({
      problems: [
        { file, line: 3, message: 'Unknown key `polcy`: the nearest known one is `policy`.' },
        { file, line: 9, message: '`trials` should be a whole number from 1 to 100, and is `"three"`.' },
      ],
    }),
  ]);
}

export function newPin(): RunResult {
  const results = triage({ 'auth 1': ['auth', 'dashboard'] }).map((result) => ({ ...result, baseline: [] }));
  const pin = makeEvaluatedPin(results, {
    change: 'added',
    baseline: undefined,
    candidate: { pin: makePin(), config: makeAgentVersion() },
  });
  return makeRunResult([
    {
      ...pin,
      source: { ...pin.source, commit: makeRunResult().change?.head ?? '', from: 'head' },
      decision: makeDecision(
        pin.decision.teams.map((team) =>
          team.team === 'auth' ? { ...team, outcome: 'below-floor', floor: 0.9 } : team,
        ),
      ),
    },
  ]);
}

export function rollback(): RunResult {
  const results = triage({ 'api-platform 2': ['api-platform', 'dashboard'] });
  const pin = makeEvaluatedPin(results, {
    change: 'rolled-back',
    baseline: {
      pin: makePin({ version: 2 }),
      config: makeAgentVersion({ version: 2, system: 'You route support tickets to the fastest team.' }),
    },
    candidate: { pin: makePin({ version: 1 }), config: makeAgentVersion({ version: 1 }) },
  });
  return makeRunResult([sorted(pin)]);
}

/** The story of the README told the new way: the pin says `next`, and the prompt of the agent file is what is judged. */
function drafted(
  draft: Partial<DraftResult>,
  differences: Parameters<typeof triage>[0] = { 'api-platform 2': ['dashboard', 'api-platform'] },
): Evaluated {
  const result = makeDraft(draft);
  return sorted(
    makeEvaluatedPin(triage(differences), {
      change: 'drafted',
      baseline: { pin: makePin({ version: 2 }), config: makeAgentVersion({ version: 2 }) },
      candidate: {
        pin: { ...makePin(), version: 'next' },
        config: makeAgentVersion({
          version: result.version ?? result.over ?? 2,
          system: 'You route support tickets.\nRefunds go to billing.',
        }),
      },
      draft: result,
    }),
  );
}

/** Good as a draft, and made. */
export function draftMade(): RunResult {
  return makeRunResult([drafted({})]);
}

/** Had to be made to be tried. */
export function draftMadeBefore(): RunResult {
  const differs = ["the model's effort", 'the sub-agents'];
  return makeRunResult([drafted({ how: 'made-before', over: undefined, differs })]);
}

/** Back to what version 1 was, by the agent file. */
export function draftFound(): RunResult {
  const line = { number: 2, text: "version: 1  # see `RUNBOOK.md`, Tuesday's rollout" };
  return makeRunResult([drafted({ how: 'found', version: 1, over: undefined, line })]);
}

const BROKEN_RULE = {
  'billing 0': ['billing', 'api-platform'],
  'billing 1': ['billing', 'api-platform'],
} as const;

/** Blocked, and nobody runs it. */
export function draftBlocked(): RunResult {
  return makeRunResult([drafted({ how: 'not-made', version: undefined, line: undefined }, BROKEN_RULE)]);
}

/** Blocked, though it had to be made. */
export function draftBlockedMade(): RunResult {
  const differs = ['the sub-agents'];
  return makeRunResult([
    drafted({ how: 'made-before', over: undefined, differs, line: undefined }, BROKEN_RULE),
  ]);
}

/** A draft that the service would not answer for. */
export function draftError(): RunResult {
  const pin = drafted({ how: 'not-made', version: undefined, line: undefined });
  const [first] = couldNotEvaluate().pins;
  if (first?.state !== 'evaluated') throw new Error('expected an evaluated pin');
  return makeRunResult([{ ...pin, decision: first.decision }]);
}

/** A draft without a pin on the base branch. */
export function draftNew(): RunResult {
  const pin = drafted({
    version: 1,
    over: undefined,
    how: 'made-before',
    line: { number: 2, text: 'version: 1' },
  });
  const results = triage().map((result) => ({ ...result, baseline: [] }));
  const { decision } = makeEvaluatedPin(results);
  return makeRunResult([{ ...pin, baseline: undefined, decision }]);
}

/** The agent file was not changed. */
export function described(): RunResult {
  return makeRunResult([makeDescribedPin()]);
}

/** The number was written, and nothing else. */
export function remembered(): RunResult {
  return makeRunResult([makeRememberedPin()]);
}

/** The job of a good draft was run again. */
export function rememberedDraft(): RunResult {
  const teams = Array.from({ length: 3 }, (_, index) => ({
    team: `team-${index}`,
    outcome: 'held' as const,
    baseline: { right: 35, of: 40 },
    candidate: { right: 34 + index, of: 40 },
  }));
  return makeRunResult([
    makeRememberedPin({
      change: 'drafted',
      draft: makeDraft(),
      evaluation: makeRememberedEvaluation({ teams, left: 41 }),
    }),
  ]);
}

/** By the fast lane, to a version whose scores are known. */
export function rollbackKnown(): RunResult {
  const agent = makePin().agent;
  const sides = { baseline: { agent, version: 1 }, candidate: { agent, version: 2 } };
  return makeRunResult([
    makeRollbackPin({ scores: makeRememberedEvaluation({ ...sides, at: Date.UTC(2026, 6, 20, 8, 40) }) }),
  ]);
}

/** By the fast lane, while the service is down; what came without a pull request. */
export function rollbackUnverified(): RunResult {
  const { live } = makeRollbackPin();
  return makeRunResult([
    makeRollbackPin({
      live: { ...live, from: { ...live.from, pullRequest: undefined } },
      verification: {
        state: 'unverified',
        reason: 'The service answered 529 overloaded_error to "read version 2" four times.',
      },
    }),
  ]);
}

/** Two that need their number, one that passes, one rolled back. */
export function severalPending(): RunResult {
  const other = (name: string) => `prompts/${name}/pinned-version.yml`;
  const [passedPin] = passed().pins;
  return makeRunResult([
    drafted({}),
    makeDescribedPin({ path: other('bug-triage') }),
    ...(passedPin?.state === 'evaluated' ? [{ ...passedPin, path: other('docs') }] : []),
    makeRollbackPin({ path: other('sales') }),
  ]);
}

/** A rule with three trials, several graded fields, and one pin of each state. */
export function severalPins(): RunResult {
  const threeTimes = (...said: readonly string[]) => said.map((team) => makeAnswer('billing', team));
  const [first] = blocked().pins;
  const refused = makeUnanswered({ kind: 'refusal', detail: 'I can not help with that.' });
  const results = [
    makeFixtureResult(
      { id: 'BUG-1', team: 'billing', fields: { subject: 'Seats' } },
      threeTimes('billing', 'billing', 'auth'),
      [...threeTimes('auth', 'billing'), refused],
    ),
    makeFixtureResult(
      { id: 'BUG-2', team: 'billing', line: 2 },
      threeTimes('billing', 'billing', 'billing'),
      [...threeTimes('billing', 'billing', 'billing')],
    ),
  ];
  const second = makeEvaluatedPin(results, {
    path: 'prompts/bug-triage/pinned-version.yml',
    previousPath: 'prompts/bugs/pinned-version.yml',
    change: 'moved-agent',
    baseline: { pin: makePin({ version: 7 }), config: makeAgentVersion({ name: 'Bugs', version: 7 }) },
    source: {
      policy: makePolicy({ policy: { trials: 3 } }),
      path: 'prompts/bug-triage/gate.yml',
      commit: makeRunResult().change?.base ?? '',
      from: 'base',
    },
  });
  return makeRunResult(
    [
      ...(first === undefined ? [] : [first]),
      second,
      makeFailedPin({
        path: 'prompts/c/pinned-version.yml',
        problems: [{ message: 'Version 9 does not exist: the newest is 4.' }],
      }),
      makeRemovedPin(),
    ],
    { warnings: ['The run was slowed down: the service answered 429 three times.'] },
  );
}

/** Two graded fields: the candidate routes better and rates the priority worse, a little slower and dearer. */
export function secondField(): RunResult {
  const says = (team: string, priority: string) => ({ team, priority });
  const tickets: readonly (readonly [label: Said, baseline: Said, candidate: Said])[] = [
    [says('billing', 'high'), says('billing', 'high'), says('billing', 'low')],
    [says('billing', 'low'), says('billing', 'low'), says('billing', 'low')],
    [says('billing', 'low'), says('auth', 'low'), says('billing', 'low')],
    [says('auth', 'high'), says('auth', 'high'), says('auth', 'low')],
    [says('auth', 'low'), says('auth', 'low'), says('auth', 'low')],
    [says('auth', 'high'), says('auth', 'high'), says('dashboard', 'high')],
  ];
  const results = tickets.map(([label, baseline, candidate], index) => {
    const fields = { subject: `Ticket ${index + 1}`, priority: label.priority };
    const fixture = { id: `TKT-${index + 1}`, team: label.team, line: index + 1, fields };
    return makeFixtureResult(
      fixture,
      [makeFieldsAnswer(label, baseline, { latencyMs: 1_800 + 100 * index })],
      [makeFieldsAnswer(label, candidate, { latencyMs: 2_100 + 350 * index, costUsd: 0.0012 })],
    );
  });
  const pin = makeEvaluatedPin(results);
  const policy = makePolicy({ expect: { team: 'exact', priority: 'exact' } });
  return makeRunResult([sorted({ ...pin, source: { ...pin.source, policy } })]);
}

type Said = Readonly<Record<'team' | 'priority', string>>;

export function removedPin(): RunResult {
  return makeRunResult([makeRemovedPin()]);
}

/** Three teams send tickets to one, which gets fewer from a fourth: what the receiver sees is not in any one route. */
export function oneReceiver(): RunResult {
  const results = triage({
    'billing 0': ['billing', 'api-platform'],
    'billing 1': ['billing', 'api-platform'],
    'auth 1': ['auth', 'api-platform'],
    'dashboard 0': ['api-platform', 'dashboard'],
    'dashboard 1': ['dashboard', 'api-platform'],
    'dashboard 3': ['auth', 'auth'],
  });
  return makeRunResult([sorted(makeEvaluatedPin(results))]);
}

/** Eighty teams by the rule `confirmed`: four regress, one is forgiven, the others hold. */
export function eightyTeamsConfirmed(): RunResult {
  const results = Array.from({ length: 80 }, (_, index) => index).flatMap((index) =>
    Array.from({ length: 4 }, (_, number) => {
      const team = `team-${String(index).padStart(2, '0')}`;
      const fields = { subject: `Case ${number}` };
      const fixture = { id: `${team}-${number}`, team, line: index * 4 + number + 1, fields };
      const breaks = (index % 20 === 3 && number < 3) || (index === 50 && number === 0);
      return makeFixtureResult(fixture, team, breaks ? 'team-00' : team);
    }),
  );
  const broken = results.filter(({ candidate }) => candidate[0]?.grade.kind === 'wrong');
  const reruns = broken.map(({ fixture: { id, team } }) => {
    const candidate = team === 'team-50' ? 8 : team === 'team-63' ? 1 : 0;
    return [id, { baseline: 8, candidate, of: 8, else: 'team-00' }] as const;
  });
  return makeRunResult([judged(rerun(results, Object.fromEntries(reruns)))]);
}

export function eightyTeams(): RunResult {
  const results = Array.from({ length: 80 }, (_, index) => index).flatMap((index) =>
    Array.from({ length: 4 }, (_, number) => {
      const team = `team-${String(index).padStart(2, '0')}`;
      const broke = index % 20 === 3 && number < 2;
      return makeFixtureResult(
        {
          id: `${team}-${number}`,
          team,
          line: index * 4 + number + 1,
          fields: { subject: `Case ${number}` },
        },
        team,
        broke ? 'team-00' : team,
      );
    }),
  );
  return makeRunResult([sorted(makeEvaluatedPin(results))]);
}

/** Twenty thousand fixtures in four teams, of which every `step`-th breaks. */
export function twentyThousand(step = 2): RunResult {
  const teams = Object.keys(SUBJECTS);
  const results = Array.from({ length: 20_000 }, (_, index) => {
    const team = teams[index % teams.length] ?? 'billing';
    const fields = { subject: `A subject of ordinary length, number ${index}` };
    const broke = index % step === 0;
    return makeFixtureResult(
      { id: `TKT-${index}`, team, line: index + 1, fields },
      team,
      broke ? 'other' : team,
    );
  });
  return makeRunResult([sorted(makeEvaluatedPin(results))]);
}

type Evaluated = ReturnType<typeof makeEvaluatedPin>;

/** Teams worst first, as decide/ orders them. */
export function sorted(pin: Evaluated): Evaluated {
  const order = ['regressed', 'below-floor', 'not-evaluated', 'unprotected', 'improved', 'held', 'new'];
  const teams = pin.decision.teams.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  return { ...pin, decision: { ...pin.decision, teams } };
}
