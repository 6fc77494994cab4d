import { expect, it } from '@jest/globals';
import { isFixturePath } from '../../src/config/isFixturePath.ts';

it.each([
  ['t.jsonl', true],
  ['a/b.c/T.JSON', true],
  ['t.yml', true],
  ['t.yaml', true],
  ['t.csv', true],
  ['t.json5', false],
  ['t.jsonl.gz', false],
  ['json', false],
  ['a.csv/t', false],
  ['', false],
])('%s can hold fixtures: %s', (path, expected) => {
  expect(isFixturePath(path)).toBe(expected);
});
