import { describe, expect, it } from '@jest/globals';

import { gradeOutcome } from '../../../src/evaluate/grade/gradeOutcome.ts';
import { makeFixture } from '../../helpers/makeFixture.ts';
import { makePolicy } from '../../helpers/makePolicy.ts';

const answered = (reply: string) => ({ kind: 'answered', reply }) as const;

describe('gradeOutcome', () => {
  it('calls a trial right when every expected field is right', () => {
    const policy = makePolicy({ expect: { team: 'exact', priority: 'number' } });
    const fixture = makeFixture({ priority: 2 });

    expect(gradeOutcome(answered('{"team":"billing","priority":"2","why":"…"}'), fixture, policy)).toEqual({
      kind: 'right',
      fields: [
        { field: 'team', expected: 'billing', actual: 'billing', right: true },
        { field: 'priority', expected: 2, actual: '2', right: true },
      ],
    });
  });

  it('calls it wrong when one field is wrong, and says what each field had', () => {
    const policy = makePolicy({ expect: { team: 'exact', priority: 'number' } });
    const fixture = makeFixture({ priority: 2 });

    expect(gradeOutcome(answered('{"team":"auth","priority":2}'), fixture, policy)).toEqual({
      kind: 'wrong',
      reason: 'answer',
      fields: [
        { field: 'team', expected: 'billing', actual: 'auth', right: false },
        { field: 'priority', expected: 2, actual: 2, right: true },
      ],
      detail: '`team` should be "billing", was "auth"',
    });
  });

  it('says of every wrong field what it had', () => {
    const policy = makePolicy({ expect: { team: 'exact', priority: 'number' } });

    expect(
      gradeOutcome(answered('{"team":"auth","priority":3}'), makeFixture({ priority: 2 }), policy),
    ).toMatchObject({ detail: '`team` should be "billing", was "auth"; `priority` should be 2, was 3' });
  });

  it.each([
    // A cell of a CSV file and a reply that is a text have no types; JSON on both sides has.
    ['tickets.csv', 'json', '{"code":3}', '3', 'right'],
    ['TICKETS.CSV', 'json', '{"code":3}', '3', 'right'],
    ['tickets.jsonl', 'json', '{"code":3}', '3', 'wrong'],
    ['tickets.csv.jsonl', 'json', '{"code":3}', '3', 'wrong'],
    ['tickets.jsonl', 'text', '3', 3, 'right'],
    ['tickets.jsonl', 'json', '{"code":"3"}', 3, 'wrong'],
  ])('takes types for what they are: %s, %s, %s against %j', (file, form, reply, code, kind) => {
    const policy = makePolicy({ reply: form, expect: { code: 'exact' } });
    expect(gradeOutcome(answered(reply), makeFixture({ code }, { file }), policy).kind).toBe(kind);
  });

  it('takes a null for an answer, though a wrong one', () => {
    expect(gradeOutcome(answered('{"team":null}'), makeFixture(), makePolicy())).toEqual({
      kind: 'wrong',
      reason: 'answer',
      fields: [{ field: 'team', expected: 'billing', actual: null, right: false }],
      detail: '`team` should be "billing", was null',
    });
  });

  it('calls what production could not read unreadable, with no fields', () => {
    expect(gradeOutcome(answered('It is billing.'), makeFixture(), makePolicy())).toEqual({
      kind: 'wrong',
      reason: 'unreadable',
      fields: [],
      detail: 'the reply is not JSON: "It is billing."',
    });
  });

  it('says that a pattern was stopped on a hostile reply', () => {
    const policy = makePolicy({ reply: 'text', expect: { team: 'regex' } });
    const grade = gradeOutcome(answered(`${'a'.repeat(60)}!`), makeFixture({ team: '^(a+)+$' }), policy);

    expect(grade).toMatchObject({
      kind: 'wrong',
      reason: 'answer',
      detail: expect.stringContaining('the pattern took too long on this reply and was stopped'),
    });
  });

  it.each(['refusal', 'waiting', 'budget-reached', 'too-slow'] as const)(
    'calls %s wrong by its name',
    (kind) => {
      expect(gradeOutcome({ kind, detail: 'why' }, makeFixture(), makePolicy())).toEqual({
        kind: 'wrong',
        reason: kind,
        fields: [],
        detail: 'why',
      });
    },
  );

  it('gives no grade to what says nothing about the version', () => {
    expect(gradeOutcome({ kind: 'not-scored', detail: 'overloaded' }, makeFixture(), makePolicy())).toEqual({
      kind: 'not-scored',
      detail: 'overloaded',
    });
  });

  it('throws when a label is missing, rather than to take a null for right', () => {
    const policy = makePolicy({ expect: { toString: 'exact' } });

    expect(() => gradeOutcome(answered('{"toString":null}'), makeFixture(), policy)).toThrow(
      'tickets.jsonl:1: Fixture "TKT-1" has no label `toString` to grade against.',
    );
  });
});
