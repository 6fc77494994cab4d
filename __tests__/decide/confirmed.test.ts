/** The rule `confirmed` as `decide` and `planRerun` apply it to trials; its statistics have tests of their own. */
import { describe, expect, it } from '@jest/globals';
import { decide } from '../../src/decide/decide.ts';
import { planRerun } from '../../src/decide/planRerun.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { FixtureResult } from '../../src/domain/trial.ts';
import { makePolicy } from '../helpers/makePolicy.ts';
import { makeResult } from '../helpers/makeResult.ts';

/** Fixtures that both versions get right. */
const steady = (count: number, team = 'billing') =>
  Array.from({ length: count }, (_, index) =>
    makeResult(`${team}-steady-${index + 1}`, team, { baseline: 'r', candidate: 'r' }),
  );

/** A fixture that broke in its first trial; `fresh`: marks of its fresh trials on either version. */
const broken = (id: string, fresh?: readonly [string, string], team = 'billing') =>
  makeResult(id, team, { baseline: 'r', candidate: 'w', ...(fresh === undefined ? {} : { fresh }) });

const fixed = (id: string, fresh?: readonly [string, string], team = 'billing') =>
  makeResult(id, team, { baseline: 'w', candidate: 'r', ...(fresh === undefined ? {} : { fresh }) });

const marks = (right: number, of: number) => 'r'.repeat(right) + 'w'.repeat(of - right);

function judge(
  results: readonly FixtureResult[],
  policy: Readonly<Record<string, unknown>> = {},
  unconfirmed?: Problem,
) {
  return decide({ results, hasBaseline: true, policy: makePolicy({ policy }), unconfirmed });
}

const plan = (results: readonly FixtureResult[], policy: Readonly<Record<string, unknown>> = {}) =>
  planRerun(results, makePolicy({ policy }));

const outcomes = ({ teams }: ReturnType<typeof judge>) =>
  teams.map(({ team, outcome }) => `${team} ${outcome}`);

const sentence = ({ teams }: ReturnType<typeof judge>) => teams[0]?.sentence;

describe('the first trials', () => {
  it('suffice where nothing broke, and the gains are called what they are', () => {
    const results = [...steady(4), fixed('B-1')];
    expect(plan(results)).toEqual({ fixtures: [], trials: 0, lines: [] });
    const decision = judge(results);
    expect([decision.verdict, ...outcomes(decision)]).toEqual(['passed', 'billing held']);
    expect(decision.teams[0]?.test).toBeUndefined();
    expect(sentence(decision)).toBe(
      'The candidate gets 5 of 5 right, the baseline 4. No fixture broke; gains alone are not run again, so these ' +
        'may be luck. Fixed: B-1.',
    );
  });

  it('ask for what flipped in a team where a fixture broke, and for nothing else', () => {
    const results = [
      ...steady(3),
      broken('B-1'),
      fixed('B-2'),
      fixed('A-1', undefined, 'auth'),
      ...steady(2, 'auth'),
    ];
    expect(plan(results)).toEqual({
      fixtures: ['B-1', 'B-2'],
      trials: 4,
      lines: ['1 fixture of "billing" broke and 1 was fixed; to be run again 4 times each on both versions.'],
    });
  });

  it('ask for the whole team where five broke and none was fixed', () => {
    const results = [...steady(15), ...[1, 2, 3, 4, 5].map((n) => broken(`B-${n}`)), ...steady(3, 'auth')];
    // Overall, five of five is 1/32, and 0.01 would be worse: the team is run again as a whole.
    const { fixtures, lines } = plan(results);
    expect(fixtures).toHaveLength(20);
    expect(lines).toEqual([
      '5 fixtures of "billing" broke; all of the team are to be run again 4 times each on both versions, because so many broke.',
    ]);
    expect(plan(results.filter(({ fixture }) => fixture.id !== 'B-5')).fixtures).toHaveLength(4);
  });

  it('follow the policy’s rounds', () => {
    expect(plan([...steady(4), broken('B-1')], { rounds: [1, 3] })).toMatchObject({
      trials: 1,
      lines: ['1 fixture of "billing" broke; to be run again once each on both versions.'],
    });
  });

  it('block by themselves when the run is worse overall, whatever fresh trials then say', () => {
    const results = [1, 2, 3, 4, 5, 6, 7].flatMap((n) => [
      broken(`B-${n}`, ['rrrr', 'rrrr'], `team-${n}`),
      ...steady(4, `team-${n}`),
    ]);
    // 1/128 is at most a fifth of 0.05.
    const decision = judge(results);
    expect(decision.overall).toMatchObject({ broken: 7, fixed: 0, isWorse: true });
    expect(decision.overall?.p).toBeCloseTo(1 / 128, 12);
    expect(decision.overall?.level).toBeCloseTo(0.01, 12);
    expect(decision.verdict).toBe('blocked');
    expect(new Set(decision.teams.map(({ outcome }) => outcome))).toEqual(new Set(['held']));
    expect(decision.reasons).toEqual([
      'Worse overall: in the first trials 7 fixtures broke and 0 were fixed, over all teams together. If both ' +
        'versions were equally good on every fixture, so clear a loss over the run would come up in at most 1 of 120 ' +
        'runs (p = 0.0078; up to 0.01 counts). That blocks by itself.',
    ]);
    expect(judge(results.slice(0, 30)).overall).toMatchObject({ broken: 6, isWorse: false });
    expect(judge(results.slice(0, 30)).verdict).toBe('passed');
  });

  it('are not run again while they are an error anyway', () => {
    const unscored = makeResult('B-9', 'auth', { baseline: '-', candidate: 'r' });
    const results = [...steady(4), broken('B-1'), unscored];
    expect(plan(results)).toEqual({ fixtures: [], trials: 0, lines: [] });
    const decision = judge(results);
    expect(decision.verdict).toBe('error');
    expect(outcomes(decision)).toEqual(['billing inconclusive', 'auth not-evaluated']);
    expect(sentence(decision)).toContain('What flipped was not run again.');
    expect(decision.reasons).toEqual([
      'Could not evaluate "auth": 1 of 1 fixture (B-9: baseline, overloaded); `coverage` asks for every fixture to be scored.',
    ]);
  });

  it('are all there is by any-drop', () => {
    const results = [...steady(4), broken('B-1')];
    expect(plan(results, { rule: 'any-drop' }).fixtures).toEqual([]);
    expect(judge(results, { rule: 'any-drop' })).toMatchObject({ verdict: 'blocked', overall: undefined });
  });
});

describe('fresh trials', () => {
  it('confirm a loss', () => {
    const results = [...steady(3), broken('B-1', ['rrrr', 'wwww']), broken('B-2', ['rrrr', 'wwww'])];
    const decision = judge(results);
    expect([decision.verdict, ...outcomes(decision)]).toEqual(['blocked', 'billing regressed']);
    // Two fixtures of 4 against 4: 1/70² by the test of all, doubled for the test of each.
    expect(decision.teams[0]?.test).toMatchObject({
      state: 'regressed',
      broken: 2,
      fixed: 0,
      scope: 'flipped',
      look: {
        round: 1,
        trials: 4,
        right: { baseline: 8, candidate: 0, of: 8 },
        loss: 2,
        netBreaks: 2,
        margin: 0.5,
      },
    });
    expect(decision.teams[0]?.test?.look?.p).toBeCloseTo(2 / 70 ** 2, 12);
    expect(decision.teams[0]?.test?.look?.level).toBeCloseTo(0.3 * 0.05, 12);
    expect(sentence(decision)).toBe(
      'The candidate gets 3 of 5 right, the baseline 5. Broke: B-1, B-2. What flipped (2 fixtures) was run again 4 ' +
        'times each on both versions: 8 of 8 right on the baseline, 0 of 8 on the candidate. The loss is confirmed: if both ' +
        'versions were equally good on these fixtures, so clear a result would come up in at most 1 of 2,400 runs ' +
        '(p = 0.00041; up to 0.015 counts).',
    );
    expect(plan(results)).toMatchObject({
      fixtures: [],
      lines: [
        '"billing" after 4 fresh trials each: 8 of 8 right on the baseline, 0 of 8 on the candidate; regressed.',
      ],
    });
  });

  it('forgive a fixture that was only unlucky', () => {
    // After four each, 4 against 3 may hide a loss of half a fixture; after eight each, 6 against 7 hide none.
    const results = [...steady(4), broken('B-1', ['rrrrwrwr', 'wrrrrrrr'])];
    expect(plan(results)).toMatchObject({
      fixtures: [],
      trials: 0,
      lines: [
        '"billing" after 8 fresh trials each: 6 of 8 right on the baseline, 7 of 8 on the candidate; held.',
      ],
    });
    const decision = judge(results);
    expect([decision.verdict, ...outcomes(decision)]).toEqual(['passed', 'billing held']);
    expect(sentence(decision)).toBe(
      'The candidate gets 4 of 5 right, the baseline 5. Broke: B-1. What flipped (1 fixture) was run again 8 times on ' +
        'both versions: 6 of 8 right on the baseline, 7 of 8 on the candidate. The loss is not confirmed, and forgiven: ' +
        'with 95% confidence (for this one look) the candidate loses at most 0.19 of a fixture on what was run again; ' +
        'half a fixture would count.',
    );
  });

  it('go on in rounds until they settle it, and each round looks at its own trials alone', () => {
    const first = broken('B-1', ['rrrr', 'rrww']);
    expect(plan([...steady(4), first])).toEqual({
      fixtures: ['B-1'],
      trials: 8,
      lines: [
        '"billing" after 4 fresh trials each: 4 of 4 right on the baseline, 2 of 4 on the candidate; not settled, to be run on to 8 times each on both versions.',
      ],
    });
    // A round that is under way is not looked at.
    expect(plan([...steady(4), broken('B-1', ['rrrrrrr', 'rrwwrrr'])]).trials).toBe(8);
    expect(plan([...steady(4), broken('B-1', ['rrrrrrrr', 'rrwwwwww'])])).toMatchObject({
      fixtures: [],
      lines: [
        expect.stringContaining(
          'after 8 fresh trials each: 8 of 8 right on the baseline, 2 of 8 on the candidate; regressed.',
        ),
      ],
    });
  });

  it('that settle one team leave it alone, and go on with the others', () => {
    const results = [
      ...steady(4),
      broken('B-1', ['rrrr', 'rrww']),
      broken('A-1', ['rrrr', 'wwww'], 'auth'),
      broken('A-2', ['rrrr', 'wwww'], 'auth'),
      ...steady(4, 'auth'),
    ];
    expect(plan(results)).toMatchObject({ fixtures: ['B-1'], trials: 8 });
  });

  it('count every suspect of the run when they are tested, settled ones too', () => {
    const one = (team: string) => [...steady(4, team), broken(`${team}-x`, ['rrrr', 'wwww'], team)];
    // 1/70 alone is under 0.015; against two suspects it would have to be under 0.0075.
    expect(outcomes(judge(one('a')))).toEqual(['a regressed']);
    expect(plan([...one('a'), ...one('b')]).fixtures).toEqual(['a-x', 'b-x']);
  });

  it.each([
    ['block', 'blocked', []],
    [
      'pass',
      'passed',
      [
        'Not settled: a loss in "billing" was neither confirmed nor ruled out; that passes, as `on-inconclusive: pass` says.',
      ],
    ],
  ])('that stay undecided after the last round are inconclusive: %s', (wish, verdict, reasons) => {
    const results = [...steady(4), broken('B-1', [marks(7, 8), marks(4, 8)])];
    const policy = { rounds: [8], 'on-inconclusive': wish };
    expect(plan(results, policy)).toMatchObject({
      fixtures: [],
      lines: [
        '"billing" after 8 fresh trials each: 7 of 8 right on the baseline, 4 of 8 on the candidate; inconclusive.',
      ],
    });
    const decision = judge(results, policy);
    expect([decision.verdict, ...outcomes(decision)]).toEqual([verdict, 'billing inconclusive']);
    expect(decision.reasons).toEqual(reasons);
    // 0.375 + 1.645 · √(0.8·0.2/10 + 0.5·0.5/10), and 8 · (0.333/0.125)² trials.
    expect(sentence(decision)).toBe(
      'The candidate gets 4 of 5 right, the baseline 5. Broke: B-1. What flipped (1 fixture) was run again 8 times on ' +
        'both versions: 7 of 8 right on the baseline, 4 of 8 on the candidate. That neither confirms a loss (p = 0.14; ' +
        'up to 0.04 counts) nor rules one out: it may be 0.71 of a fixture, and half a fixture counts. More ' +
        'trials (`policy.rounds`) would settle it: about 57 each, if the shares stay as they are.',
    );
  });
});

describe('what could not be scored', () => {
  it('leaves the pair out on both versions', () => {
    const results = [...steady(4), broken('B-1', ['rrr-rrrr', 'wwwwwwww']), broken('B-2', ['rrrr', 'wwww'])];
    expect(judge(results).teams[0]?.test?.look?.right).toEqual({ baseline: 7, candidate: 0, of: 7 });
  });

  it('is an error and not inconclusive when it leaves a suspect open, even where inconclusive passes', () => {
    const results = [...steady(4), broken('B-1', ['----', 'rrrr'])];
    const policy = { rounds: [4], 'on-inconclusive': 'pass' };
    const decision = judge(results, policy);
    expect([decision.verdict, ...outcomes(decision)]).toEqual(['error', 'billing not-evaluated']);
    expect(sentence(decision)).toBe(
      'Could not evaluate 4 of 4 fresh pairs of trials (B-1: baseline, overloaded), and the others settle nothing.',
    );
    expect(decision.reasons).toEqual([
      'Could not evaluate "billing": what broke there was run again, and 4 of 4 fresh pairs of trials (B-1: baseline, overloaded) have no score; the others settle nothing.',
    ]);
  });
});

describe('a service that fails in the fresh trials', () => {
  it('is not asked for more of them once a whole round scored nothing', () => {
    const lost = [...steady(4), broken('B-1', ['----', 'rrrr'])];
    expect(plan(lost)).toEqual({
      fixtures: [],
      trials: 0,
      lines: ['not one pair of the last fresh trials could be scored, so no more are run.'],
    });
    expect(judge(lost)).toMatchObject({ verdict: 'error', teams: [{ outcome: 'not-evaluated' }] });
    expect(judge(lost).reasons).toEqual([
      'Could not evaluate "billing": what broke there was run again, and 4 of 4 fresh pairs of trials (B-1: baseline, overloaded) have no score; the others settle nothing.',
    ]);
  });

  it('is asked for more while any pair of the last round was scored', () => {
    expect(plan([...steady(4), broken('B-1', ['---r', 'rrrr'])])).toMatchObject({ trials: 8 });
    const later = (second: string) => plan([...steady(4), broken('B-1', [`rrrr${second}`, 'rrrwrrrr'])]);
    expect(later('----')).toMatchObject({ fixtures: [] });
    expect(later('---r')).toMatchObject({ fixtures: ['B-1'], trials: 16 });
  });
});

describe('fresh trials that were due and not run', () => {
  const results = [...steady(4), broken('B-1'), ...steady(5, 'auth')];

  it('are an error that names the team', () => {
    const decision = judge(results);
    expect(decision.verdict).toBe('error');
    expect(decision.reasons).toEqual([
      'Could not confirm what the first trials show in "billing": the fresh trials that were due were not run.',
    ]);
    expect(outcomes(decision)).toEqual(['billing inconclusive', 'auth held']);
  });

  it('are an error with the reason that is known', () => {
    expect(judge(results, {}, { message: 'Too dear.' }).reasons).toEqual(['Too dear.']);
  });

  it('are an error even where what is inconclusive passes', () => {
    expect(judge(results, { 'on-inconclusive': 'pass' }).verdict).toBe('error');
  });
});

describe('a team that gained', () => {
  it('is improved when its fresh trials, tested the other way round, confirm it', () => {
    const results = [
      ...steady(3),
      broken('B-1', ['rrrr', 'rrrr']),
      fixed('B-2', ['wwww', 'rrrr']),
      fixed('B-3', ['wwww', 'rrrr']),
    ];
    const decision = judge(results);
    expect([decision.verdict, ...outcomes(decision)]).toEqual(['passed', 'billing improved']);
    expect(sentence(decision)).toContain(
      'The candidate is better on these fixtures in sum: with 95% confidence',
    );
  });

  it.each([
    [5, 'held'],
    [6, 'improved'],
  ])('without a break needs %i fixed fixtures of two teams for %s', (count, outcome) => {
    const results = [
      ...Array.from({ length: count }, (_, index) => fixed(`B-${index}`)),
      ...steady(4),
      ...steady(5, 'auth'),
    ];
    // 1/32 is over 0.05/2, 1/64 under it.
    expect(outcomes(judge(results))).toContain(`billing ${outcome}`);
  });
});

describe('floors', () => {
  it('block by themselves, and a confirmed loss is still called one', () => {
    const flaky = [...steady(2), broken('B-1', ['rrrr', 'rrrr']), broken('B-2', ['rrrr', 'rrrr'])];
    const policy = { 'min-score': { billing: 0.6 } };
    expect(outcomes(judge(flaky, policy))).toEqual(['billing below-floor']);
    const lost = [...steady(2), broken('B-1', ['rrrr', 'wwww']), broken('B-2', ['rrrr', 'wwww'])];
    const decision = judge(lost, policy);
    expect(outcomes(decision)).toEqual(['billing regressed']);
    expect(sentence(decision)).toContain('That is also under the floor of 0.6.');
  });
});
