import { describe, expect, it } from '@jest/globals';

import type { Json } from '../../../src/domain/fixture.ts';
import { findLabelProblems } from '../../../src/evaluate/grade/findLabelProblems.ts';
import { makeFixture } from '../../helpers/makeFixture.ts';
import { makePolicy } from '../../helpers/makePolicy.ts';

const find = (matcher: string, label: Json, file = 'tickets.jsonl') =>
  findLabelProblems(
    [makeFixture({ label }, { file, line: 7 })],
    makePolicy({ expect: { label: matcher } }),
  ).map((problem) => problem.message.replace(/^The label `label` of fixture "TKT-1" does not suit /, ''));

describe('findLabelProblems', () => {
  it.each<[string, Json]>([
    ['exact', ''],
    ['exact', { a: 1 }],
    ['ignore-case', null],
    ['one-of', ['a']],
    ['contains', 'a'],
    ['regex', '^a$'],
    ['number', 3],
    ['number', '3'],
  ])('accepts for %s the label %j', (matcher, label) => {
    expect(find(matcher, label)).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['one-of', 'a', 'it should be a list of the allowed values, such as ["billing", "auth"], but it is "a"'],
    ['one-of', [], 'it should be a list of the allowed values, such as ["billing", "auth"], but it is []'],
    ['contains', 4, 'it should be a text that the reply must contain, but it is 4'],
    ['contains', '', 'it should be a text that the reply must contain, but it is ""'],
    ['regex', '', 'it should be a regular expression as text, but it is ""'],
    ['regex', '(', 'it is no regular expression (Invalid regular expression: /(/u: Unterminated group)'],
    ['number', 'three', 'it should be a number, but it is "three"'],
    ['number', true, 'it should be a number, but it is true'],
  ])('refuses for %s the label %j', (matcher, label, fault) => {
    expect(find(matcher, label)).toEqual([`\`${matcher}\`: ${fault}.`]);
  });

  it('reads the cells of a CSV file as lists, and refuses an empty one', () => {
    expect(find('one-of', 'a|b', 'Tickets.CSV')).toEqual([]);
    expect(find('one-of', ' ', 'tickets.csv')).toEqual([
      '`one-of`: it should be the allowed values with bars between them, such as `billing|auth`, but the cell is empty.',
    ]);
  });

  it('reports every fault of every fixture with its place', () => {
    const policy = makePolicy({ expect: { team: 'exact', priority: 'number', toString: 'exact' } });
    const fixtures = [makeFixture({ priority: 'x' }), makeFixture({ id: 'TKT-2', priority: 1 }, { line: 2 })];

    expect(
      findLabelProblems(fixtures, policy).map(({ file, line, message }) => `${file}:${line} ${message}`),
    ).toEqual([
      'tickets.jsonl:1 The label `priority` of fixture "TKT-1" does not suit `number`: it should be a number, but it is "x".',
      'tickets.jsonl:1 The label `toString` of fixture "TKT-1" does not suit `exact`: it is missing.',
      'tickets.jsonl:2 The label `toString` of fixture "TKT-2" does not suit `exact`: it is missing.',
    ]);
  });
});
