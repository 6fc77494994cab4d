import { describe, expect, it } from '@jest/globals';
import type { Fixture } from '../../../src/domain/fixture.ts';
import type { PinResult } from '../../../src/domain/result.ts';
import { identifyAttempt } from '../../../src/report/attempts/identifyAttempt.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import {
  makeAgentVersion,
  makeDraft,
  makeEvaluatedPin,
  makeFailedPin,
  makePin,
  makePolicy,
  makeRemovedPin,
  makeUnchangedPin,
} from '../../helpers/factories/makePinResult.ts';

type Evaluated = ReturnType<typeof makeEvaluatedPin>;

const fixtures: readonly Partial<Fixture>[] = [
  { id: 'TKT-1', team: 'billing', fields: { subject: 'Seats', n: 1, list: [1, 2] } },
  { id: 'TKT-2', team: 'auth', line: 2, fields: { subject: 'SSO', nested: { a: 1, b: null } } },
];

function evaluated(
  list: readonly Partial<Fixture>[] = fixtures,
  overrides: Partial<Evaluated> = {},
  said?: string,
): Evaluated {
  const results = list.map((fixture) => makeFixtureResult(fixture, fixture.team, said ?? fixture.team));
  const { source } = makeEvaluatedPin([]);
  const sides = { baseline: version(1), candidate: version(2) };
  return makeEvaluatedPin(results, { source: { ...source, policy: makePolicy() }, ...sides, ...overrides });
}

/** Each version has a prompt of its own. */
const version = (number: number, agent = makePin().agent, path = makePin().path) => ({
  pin: makePin({ agent, version: number, path }),
  config: makeAgentVersion({ agent, version: number, system: `Prompt ${number}.` }),
});
/** A draft over version 2 with the prompt of version 3, or another one. */
const draft = (system = 'Prompt 3.', made?: number): Partial<Evaluated> => ({
  change: 'drafted',
  candidate: {
    pin: { ...makePin(), version: 'next' },
    config: makeAgentVersion({ version: made ?? 2, system }),
  },
  draft: makeDraft({ version: made, how: made === undefined ? 'not-made' : 'made-after' }),
});
const withPolicy = (keys: Readonly<Record<string, unknown>>): Partial<Evaluated> => ({
  source: { ...evaluated().source, policy: makePolicy(keys) },
});
const identity = identifyAttempt(evaluated());
const effort = { sessions: 3, costUsd: 0.1, durationMs: 1 };

describe('the subject of an attempt', () => {
  it('is three digests', () => {
    expect(identity).toEqual({
      byNumber: expect.stringMatching(/^[0-9a-f]{24}$/),
      subject: expect.stringMatching(/^[0-9a-f]{24}$/),
      policy: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  it.each<[string, Evaluated]>([
    ['whatever the versions answered', evaluated(fixtures, {}, 'other')],
    ['in whatever order the fixtures stand', evaluated(fixtures.toReversed())],
    [
      'in whatever order their fields stand',
      evaluated([
        { ...fixtures[0], fields: { list: [1, 2], n: 1, subject: 'Seats' } },
        { ...fixtures[1], fields: { nested: { b: null, a: 1 }, subject: 'SSO' } },
      ]),
    ],
    [
      'in whatever file and line they stand',
      evaluated(fixtures.map((fixture) => ({ ...fixture, file: 'other.csv', line: 77 }))),
    ],
    [
      'where the pin is renamed',
      evaluated(fixtures, {
        path: 'prompts/new/pinned-version.yml',
        previousPath: makePin().path,
        candidate: version(2, undefined, 'prompts/new/pinned-version.yml'),
      }),
    ],
    [
      'where more fixtures run for information',
      evaluated(fixtures, { informational: [makeFixtureResult()] }),
    ],
    ['under another policy', evaluated(fixtures, withPolicy({ policy: { alpha: 0.01 } }))],
  ])('is the same %s', (_, pin) => {
    expect(identifyAttempt(pin)?.subject).toBe(identity?.subject);
  });

  const [first = {}, second = {}] = fixtures;
  it.each<[string, Evaluated]>([
    ['candidate', evaluated(fixtures, { candidate: version(3) })],
    ['candidate’s agent', evaluated(fixtures, { candidate: version(2, 'agent_other') })],
    ['baseline', evaluated(fixtures, { baseline: version(7) })],
    ['baseline’s agent', evaluated(fixtures, { baseline: version(1, 'agent_other') })],
    ['pin without a baseline', evaluated(fixtures, { baseline: undefined, change: 'added' })],
    [
      'pin elsewhere',
      evaluated(fixtures, {
        baseline: version(1, undefined, 'b/pinned-version.yml'),
        candidate: version(2, undefined, 'b/pinned-version.yml'),
      }),
    ],
    ['fixture less', evaluated([first])],
    ['fixture more', evaluated([...fixtures, { id: 'TKT-3', team: 'auth' }])],
    ['id', evaluated([{ ...first, id: 'TKT-9' }, second])],
    ['team', evaluated([{ ...first, team: 'auth' }, second])],
    ['field', evaluated([{ ...first, fields: { ...first.fields, subject: 'Seat' } }, second])],
    ['name of a field', evaluated([{ ...first, fields: { subject: 'Seats', m: 1, list: [1, 2] } }, second])],
    ['type in a field', evaluated([{ ...first, fields: { ...first.fields, n: '1' } }, second])],
    ['order in a list', evaluated([{ ...first, fields: { ...first.fields, list: [2, 1] } }, second])],
  ])('is another one with another %s', (_, pin) => {
    expect(identifyAttempt(pin)?.subject).not.toBe(identity?.subject);
  });
});

describe('the subject of a draft', () => {
  const subjectOf = (overrides: Partial<Evaluated>) =>
    identifyAttempt(evaluated(fixtures, overrides))?.subject;

  it('is another one with another prompt, though the pin says the same', () => {
    expect(subjectOf(draft('Prompt 4.'))).not.toBe(subjectOf(draft()));
    expect(subjectOf(draft())).not.toBe(identity?.subject);
  });

  it('is the same once the version is made, and once its number is pinned', () => {
    const [drafted, made, pinned] = [draft(), draft('Prompt 3.', 3), { candidate: version(3) }].map(
      subjectOf,
    );
    expect(made).toBe(drafted);
    expect(pinned).toBe(drafted);
  });

  it('has a number as soon as there is one', () => {
    const byNumber = (overrides: Partial<Evaluated>) =>
      identifyAttempt(evaluated(fixtures, overrides))?.byNumber;
    expect(byNumber(draft())).toBeUndefined();
    expect(byNumber(draft('Prompt 3.', 3))).toBe(byNumber({ candidate: version(3) }));
  });
});

describe('the policy of an attempt', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['rule', { policy: { rule: 'any-drop' } }],
    ['alpha', { policy: { alpha: 0.01 } }],
    ['floor', { policy: { 'min-score': { billing: 0.5 } } }],
    ['matcher', { expect: { team: 'ignore-case' } }],
    ['message', { message: '{{body}}' }],
    ['form of the reply', { reply: 'text' }],
    ['grouping', { 'group-by': 'queue' }],
    ['deadline', { limits: { 'timeout-seconds': 90 } }],
  ])('is another one with another %s', (_, keys) => {
    const other = identifyAttempt(evaluated(fixtures, withPolicy(keys)));
    expect(other?.policy).not.toBe(identity?.policy);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['rates', { limits: { 'creates-per-minute': 10, concurrency: 2 } }],
    ['display', { show: { replies: 'no' } }],
    ['files', { fixtures: ['a.jsonl', 'b.jsonl'] }],
  ])('is the same with other %s', (_, keys) => {
    const other = identifyAttempt(evaluated(fixtures, withPolicy(keys)));
    expect(other?.policy).toBe(identity?.policy);
  });
});

describe('what is no attempt', () => {
  const { baseline, candidate, source, decision } = evaluated();
  const judged = {
    baseline: baseline?.pin,
    candidate: candidate.pin,
    config: candidate.config,
    policy: source.policy,
    fixtures: decision.teams.flatMap((team) => team.fixtures.map(({ result }) => result.fixture)),
  };

  it.each<[string, PinResult]>([
    ['a pin that failed before it was known what is judged', makeFailedPin()],
    ['one that failed before any session', makeFailedPin({ judged })],
    ['one whose sessions judged nothing known', makeFailedPin({ effort })],
    ['a removed pin', makeRemovedPin()],
    ['an unchanged pin', makeUnchangedPin()],
  ])('%s', (_, pin) => {
    expect(identifyAttempt(pin)).toBeUndefined();
  });

  it('but an evaluation that failed on its way is one, at the same', () => {
    expect(identifyAttempt(makeFailedPin({ judged, effort }))).toEqual(identity);
  });

  it('of which the number has to do where the configuration is not known, and nothing does for a draft', () => {
    const { config: _, ...unknown } = judged;
    expect(identifyAttempt(makeFailedPin({ judged: unknown, effort }))?.subject).toBe(identity?.byNumber);
    const next = { ...unknown, candidate: { ...makePin(), version: 'next' as const } };
    expect(identifyAttempt(makeFailedPin({ judged: next, effort }))).toBeUndefined();
  });
});
