import { describe, expect, it } from '@jest/globals';

import { decide } from '../../src/decide/decide.ts';
import type { FixtureResult } from '../../src/domain/trial.ts';
import { makePolicy } from '../helpers/makePolicy.ts';
import { makeResult } from '../helpers/makeResult.ts';

/** A team's results, one letter a fixture (one trial each): `makeTeam('billing', 'rrrrw', 'rrwww')`. */
function makeTeam(team: string, baseline: string, candidate: string): FixtureResult[] {
  return [...candidate].map((mark, index) =>
    makeResult(`${team}-${index + 1}`, team, { baseline: baseline.charAt(index), candidate: mark }),
  );
}

function judge(results: readonly FixtureResult[], policy: Readonly<Record<string, unknown>> = {}) {
  return decide({
    results,
    hasBaseline: true,
    policy: makePolicy({ policy: { rule: 'any-drop', ...policy } }),
  });
}

function judgeNew(results: readonly FixtureResult[], policy: Readonly<Record<string, unknown>> = {}) {
  return decide({
    results,
    hasBaseline: false,
    policy: makePolicy({ policy: { rule: 'any-drop', ...policy } }),
  });
}

const outcomes = (decision: ReturnType<typeof judge>) =>
  decision.teams.map(({ team, outcome }) => `${team} ${outcome}`);

describe('any-drop', () => {
  it('blocks the classic case and says why', () => {
    const decision = judge([
      ...makeTeam('auth', 'rrrrr', 'rrrrr'),
      ...makeTeam('billing', 'rrrrw', 'rrwww'),
      ...makeTeam('api-platform', 'rrrww', 'rrrrr'),
    ]);

    expect(decision.verdict).toBe('blocked');
    expect(decision.reasons).toEqual([]);
    expect(decision.teams.map(({ team, outcome, sentence }) => [team, outcome, sentence])).toEqual([
      [
        'billing',
        'regressed',
        'The baseline gets 4 of 5 right, the candidate only 2. Broke: billing-3, billing-4.',
      ],
      [
        'api-platform',
        'improved',
        'The candidate gets 5 of 5 right, the baseline 3. Fixed: api-platform-4, api-platform-5.',
      ],
      ['auth', 'held', 'Both get 5 of 5 right.'],
    ]);
    expect(decision.teams[0]).toMatchObject({
      baseline: { right: 4, of: 5 },
      candidate: { right: 2, of: 5 },
      notScored: [],
    });
  });

  it.each([
    ['rrrww', 'blocked', 'regressed'],
    ['rrrrw', 'passed', 'held'],
    ['rrrrr', 'passed', 'improved'],
  ])('against 4 of 5, the candidate %s: %s', (candidate, verdict, outcome) => {
    const decision = judge(makeTeam('billing', 'rrrrw', candidate));
    expect(decision.verdict).toBe(verdict);
    expect(outcomes(decision)).toEqual([`billing ${outcome}`]);
  });

  it('holds a team in which one fixture broke and one was fixed, and names both', () => {
    const [team] = judge(makeTeam('billing', 'rrw', 'rwr')).teams;
    expect(team).toMatchObject({
      outcome: 'held',
      sentence: 'Both get 2 of 3 right. Broke: billing-2; fixed: billing-3.',
    });
  });

  it('is not fooled by shares that a float cannot hold', () => {
    // 1/3 + 1/3 + 1/3 on one side, 1 + 0 + 0 on the other: as floats in another order these may differ.
    const thirds = Array.from({ length: 6 }, (_, index) =>
      makeResult(`TKT-${index}`, 'billing', { baseline: 'rww', candidate: index % 3 === 0 ? 'rrr' : 'www' }),
    );
    expect(outcomes(judge(thirds))).toEqual(['billing held']);
  });

  it('sees the smallest drop among many trials', () => {
    const trials = { baseline: 'r'.repeat(100), candidate: `${'r'.repeat(99)}w` };
    const decision = judge([makeResult('TKT-1', 'billing', trials)]);
    expect(decision.verdict).toBe('blocked');
    expect(decision.teams[0]?.sentence).toBe(
      'The baseline gets 1 of 1 right, the candidate only 0.99. Broke: TKT-1.',
    );
  });

  it('writes as many digits as tell two scores apart', () => {
    const [team] = judge([
      makeResult('TKT-1', 'billing', { baseline: 'r'.padEnd(97, 'w'), candidate: 'w'.repeat(97) }),
      makeResult('TKT-2', 'billing', { baseline: 'w'.repeat(98), candidate: 'r'.padEnd(98, 'w') }),
    ]).teams;
    expect(team?.sentence).toBe(
      'The baseline gets 0.0103 of 2 right, the candidate only 0.0102. Broke: TKT-1; fixed: TKT-2.',
    );
  });

  it('names five fixtures and counts the rest', () => {
    const [team] = judge(makeTeam('billing', 'rrrrrrrr', 'rwwwwwww')).teams;
    expect(team?.sentence).toBe(
      'The baseline gets 8 of 8 right, the candidate only 1. ' +
        'Broke: billing-2, billing-3, billing-4, billing-5, billing-6, and 2 more.',
    );
  });
});

describe('floors', () => {
  it.each([
    ['rrwww', 'blocked', 'below-floor'],
    ['rrrww', 'passed', 'held'],
    ['rrrrw', 'passed', 'held'],
  ])('of 0.6, both versions %s: %s', (marks, verdict, outcome) => {
    const decision = judge(makeTeam('billing', marks, marks), { 'min-score': { billing: 0.6 } });
    expect(decision.verdict).toBe(verdict);
    expect(outcomes(decision)).toEqual([`billing ${outcome}`]);
    expect(decision.teams[0]?.floor).toBe(0.6);
  });

  it.each([
    ['rrwww', 'blocked', 'below-floor'],
    ['rrrww', 'passed', 'new'],
    ['rrrrw', 'passed', 'new'],
  ])('hold without a baseline, too: %s', (marks, verdict, outcome) => {
    const decision = judgeNew(makeTeam('billing', '', marks), { 'min-score': { billing: 0.6 } });
    expect(decision.verdict).toBe(verdict);
    expect(outcomes(decision)).toEqual([`billing ${outcome}`]);
    expect(decision.teams[0]?.baseline).toBeUndefined();
  });

  it('block an improvement that is not enough, and say so beside a regression', () => {
    const decision = judge([...makeTeam('billing', 'rwww', 'rrww'), ...makeTeam('auth', 'rrww', 'rwww')], {
      'min-score': { billing: 0.75, auth: 0.5 },
    });
    expect(decision.teams.map(({ outcome, sentence }) => `${outcome}: ${sentence}`)).toEqual([
      'regressed: The baseline gets 2 of 4 right, the candidate only 1. That is also under the floor of 0.5. Broke: auth-2.',
      'below-floor: The candidate gets 2 of 4 right, which is under the floor of 0.75 (`min-score`). Fixed: billing-2.',
    ]);
  });

  it('are an error for a team that has no fixture, since they would guard nothing', () => {
    const decision = judge(makeTeam('billing', 'rr', 'rr'), { 'min-score': { biling: 0.6 } });
    expect(decision.verdict).toBe('error');
    expect(decision.reasons).toEqual([
      '`min-score` sets a floor for "biling", but no fixture belongs to that team.',
    ]);
  });

  it('of nought blocks nothing, and teams named like built-in properties have none', () => {
    const decision = judge([...makeTeam('constructor', 'rr', 'rr'), ...makeTeam('billing', 'rw', 'rw')], {
      'min-score': { billing: 0 },
    });
    expect(outcomes(decision)).toEqual(['billing held', 'constructor held']);
    expect(decision.teams.map(({ floor }) => floor)).toEqual([0, undefined]);
  });
});

describe('coverage', () => {
  it('makes a run an error that never says regressed', () => {
    const decision = judge([...makeTeam('billing', 'rrrr', 'ww--')], {});
    expect(decision.verdict).toBe('error');
    expect(outcomes(decision)).toEqual(['billing not-evaluated']);
    expect(decision.teams[0]?.notScored).toEqual(['billing-3', 'billing-4']);
    expect(decision.teams[0]?.sentence).toBe(
      'Could not evaluate 2 of 4 fixtures (billing-3: candidate, overloaded; billing-4: candidate, overloaded).',
    );
    expect(decision.reasons).toEqual([
      'Could not evaluate "billing": 2 of 4 fixtures (billing-3: candidate, overloaded; billing-4: candidate, ' +
        'overloaded); `coverage` asks for every fixture to be scored.',
    ]);
    expect(JSON.stringify(decision.reasons)).not.toMatch(/regress|worse|lower/);
  });

  it.each([
    ['rrr--', 'error', 'not-evaluated'],
    ['rrrr-', 'passed', 'held'],
    ['rrrrr', 'passed', 'held'],
  ])('of 0.8, the candidate %s: %s', (candidate, verdict, outcome) => {
    const decision = judge(makeTeam('billing', 'rrrrr', candidate), { coverage: 0.8 });
    expect(decision.verdict).toBe(verdict);
    expect(outcomes(decision)).toEqual([`billing ${outcome}`]);
  });

  it('compares only what both sides scored, and says what was left out', () => {
    // The fixture that the baseline had right and the candidate could not finish is no drop.
    const [team] = judge(makeTeam('billing', 'rrrrr', 'rrrr-'), { coverage: 0.5 }).teams;
    expect(team).toMatchObject({ baseline: { right: 4, of: 4 }, candidate: { right: 4, of: 4 } });
    expect(team?.sentence).toBe(
      'Both get 4 of 4 right. Left out, as it has no score: 1 of 5 fixtures (billing-5: candidate, overloaded).',
    );
  });

  it('never takes a team without one score for evaluated, however little is asked', () => {
    const decision = judge([...makeTeam('auth', 'rr', 'rr'), ...makeTeam('billing', '--', 'rr')], {
      coverage: 0.000001,
    });
    expect(decision.verdict).toBe('error');
    expect(outcomes(decision)).toEqual(['billing not-evaluated', 'auth held']);
  });

  it('is asked of each team: a large one does not make up for a small one', () => {
    const decision = judge(
      [...makeTeam('auth', 'r'.repeat(50), 'r'.repeat(50)), ...makeTeam('billing', 'r', '-')],
      {
        coverage: 0.9,
      },
    );
    expect(decision.verdict).toBe('error');
  });

  it('shows a regression beside a team that could not be evaluated; the run is an error all the same', () => {
    const decision = judge([...makeTeam('auth', 'r-', 'rr'), ...makeTeam('billing', 'rr', 'rw')]);
    expect(decision.verdict).toBe('error');
    expect(outcomes(decision)).toEqual(['billing regressed', 'auth not-evaluated']);
  });

  it('names three fixtures and counts the rest; a fixture that was not run says so', () => {
    const decision = judge(makeTeam('billing', '', 'rrrrr'));
    expect(decision.teams[0]?.sentence).toBe(
      'Could not evaluate 5 of 5 fixtures (billing-1: it was not run on both versions; billing-2: it was not run ' +
        'on both versions; billing-3: it was not run on both versions; and 2 more).',
    );
  });
});

describe('nothing to compare', () => {
  it('is an error when there are no results at all', () => {
    expect(judge([])).toEqual({
      verdict: 'error',
      teams: [],
      overall: undefined,
      flaky: [],
      reasons: ['Nothing was evaluated: there is not one result.'],
    });
    expect(judgeNew([]).verdict).toBe('error');
  });

  it('passes a team in which the baseline got nothing right, and says that it is not protected', () => {
    const decision = judge([...makeTeam('auth', 'rr', 'rr'), ...makeTeam('billing', 'ww', 'wr')]);
    expect(decision.verdict).toBe('passed');
    expect(outcomes(decision)).toEqual(['billing unprotected', 'auth held']);
    expect(decision.teams[0]?.sentence).toBe(
      'Not protected: the baseline gets none of 2 right, so nothing here can regress. The candidate gets 1. ' +
        'Fixed: billing-2.',
    );
    expect(decision.reasons).toEqual([
      'Not protected: the baseline gets nothing right in "billing", so nothing could regress there.',
    ]);
  });

  it('is an error when no team is protected, and quotes a reply', () => {
    const decision = judge([...makeTeam('auth', 'ww', 'rr'), ...makeTeam('billing', 'ww', 'ww')]);
    expect(decision.verdict).toBe('error');
    expect(decision.reasons[0]).toBe(
      'Nothing to compare: the baseline gets nothing right in any team, so nothing could regress. For example, ' +
        '"{\\"team\\":\\"auth\\"}": `team` should be "billing", was "auth". Check the labels in the fixtures, and ' +
        '`expect` and `message` in gate.yml.',
    );
    expect(outcomes(decision)).toEqual(['auth unprotected', 'billing unprotected']);
  });

  it.each([
    ['ruww', 'passed'],
    ['uurr', 'passed'],
    ['uufr', 'error'],
  ])('most baseline replies must be answers: %s is %s', (baseline, verdict) => {
    expect(judge(makeTeam('billing', baseline, 'rrrr')).verdict).toBe(verdict);
  });

  it('says what form was asked for and quotes a raw reply', () => {
    expect(judge(makeTeam('billing', 'ufur', 'rrrr')).reasons).toEqual([
      'Nothing to compare: 3 of 4 replies of the baseline are not answers in the form that gate.yml asks for. ' +
        'For example: the reply is not JSON: "Sure! It is billing.". Check `reply`, `expect` and `message` in ' +
        'gate.yml against what production sends and reads.',
    ]);
    expect(judge(makeTeam('billing', 'ffr', 'rrr')).reasons[0]).toContain('For example: refusal, "policy".');
  });

  it('blocks a candidate whose replies became unreadable, for that is a regression', () => {
    const decision = judge(makeTeam('billing', 'rrrr', 'uuuu'));
    expect(decision.verdict).toBe('blocked');
    expect(outcomes(decision)).toEqual(['billing regressed']);
  });

  it('is asked of a new pin, too: it gets no green for replies that cannot be read', () => {
    expect(judgeNew(makeTeam('billing', '', 'uuur')).verdict).toBe('error');
    expect(judgeNew(makeTeam('billing', '', 'wwww')).verdict).toBe('error');
    expect(judgeNew(makeTeam('billing', '', 'rwww')).verdict).toBe('passed');
  });

  it('leaves a new pin under its floor blocked: a floor is something to compare with', () => {
    expect(judgeNew(makeTeam('billing', '', 'wwww'), { 'min-score': { billing: 0.5 } }).verdict).toBe(
      'blocked',
    );
  });
});

describe('the order of teams', () => {
  it('is worst first, larger losses before smaller ones, then by name', () => {
    const decision = judge(
      [
        ...makeTeam('held-b', 'rr', 'rr'),
        ...makeTeam('held-a', 'rr', 'rr'),
        ...makeTeam('improved', 'rw', 'rr'),
        ...makeTeam('unprotected', 'ww', 'ww'),
        ...makeTeam('missing', 'r-', 'rr'),
        ...makeTeam('floor', 'rw', 'rw'),
        ...makeTeam('small-drop', 'rrrrr', 'rrrww'),
        ...makeTeam('large-drop', 'rr', 'rw'),
      ],
      { 'min-score': { floor: 0.9 } },
    );
    expect(decision.teams.map(({ team }) => team)).toEqual([
      'large-drop',
      'small-drop',
      'floor',
      'missing',
      'unprotected',
      'improved',
      'held-a',
      'held-b',
    ]);
  });

  it('keeps the fixtures of a team in the order of the file', () => {
    const [team] = judge(makeTeam('billing', 'rrrr', 'rwrw')).teams;
    expect(team?.fixtures.map(({ result }) => result.fixture.id)).toEqual([
      'billing-1',
      'billing-2',
      'billing-3',
      'billing-4',
    ]);
  });
});
