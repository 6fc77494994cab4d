import { describe, expect, it } from '@jest/globals';

import type { Json } from '../../../src/domain/fixture.ts';
import type { Matcher } from '../../../src/domain/policy.ts';
import { matchField } from '../../../src/evaluate/grade/matchField.ts';

const TYPED = { label: false, reply: false };
const CELL = { label: true, reply: false };
const TEXT = { label: false, reply: true };

type Case = [label: Json, actual: Json, right: boolean];

function check(matcher: Matcher, typeless: typeof TYPED, cases: Case[]) {
  it.each(cases)('%j against %j: %s', (label, actual, right) => {
    expect(matchField(matcher, label, actual, typeless)).toEqual({ right });
  });
}

describe('exact', () => {
  check('exact', TYPED, [
    ['billing', 'billing', true],
    ['billing', 'Billing', false],
    ['billing', 'billing ', false],
    ['3', 3, false],
    [3, 3, true],
    [0, -0, true],
    [null, null, true],
    [null, 'null', false],
    [true, 'true', false],
    [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: null }, { b: null }, false],
    [{ a: 1, b: 2 }, { a: 1, b: 3 }, false],
    [[1, 2], [2, 1], false],
    [[1, 2], [1, 3], false],
    [[1], [1, 1], false],
    [[], {}, false],
    [{}, [], false],
    [{ 0: 'a' }, ['a'], false],
    [{ 0: 'a', length: 1 }, ['a'], false],
    [['a'], { 0: 'a', length: 1 }, false],
    // Neither has a key, and still they are not the same.
    ['', {}, false],
    [{}, '', false],
    [0, {}, false],
    [{}, 0, false],
    [null, {}, false],
    [{}, null, false],
  ]);
});

describe('exact, where one side has no types', () => {
  check('exact', CELL, [
    ['3', 3, true],
    ['3', '3', true],
    ['3.0', 3, false],
    ['true', true, true],
    ['null', null, true],
    ['', null, false],
    ['3', [3], false],
    ['a', ['a'], false],
  ]);
  check('exact', TEXT, [
    [3, '3', true],
    [true, 'true', true],
    [['a'], 'a', false],
    [['a'], ['b'], false],
    [['a'], ['a'], true],
    [{}, '[object Object]', false],
  ]);
});

describe('ignore-case', () => {
  check('ignore-case', TYPED, [
    ['Billing', 'bILLING', true],
    ['billing', ' billing\n', true],
    ['Straße', 'STRASSE', true],
    ['ΟΔΟΣ', 'οδος', true],
    ['é', 'E\u0301', true],
    ['billing', 'auth', false],
    ['3', 3, false],
    [3, 3, true],
  ]);
  check('ignore-case', CELL, [
    ['TRUE', true, true],
    ['3', 3, true],
  ]);
});

describe('one-of', () => {
  check('one-of', TYPED, [
    [['billing', 'auth'], 'auth', true],
    [['billing', 'auth'], 'Auth', false],
    [['1'], 1, false],
    [[1, 2], 2, true],
    [[['a'], 'b'], ['a'], true],
    [[], 'a', false],
    // Where the file has types, only a list is a list.
    ['billing|auth', 'auth', false],
    ['auth', 'auth', false],
    [3, 3, false],
  ]);
  check('one-of', CELL, [
    ['billing|auth', 'auth', true],
    ['billing | auth', 'auth', true],
    ['["billing","a|b"]', 'a|b', true],
    [' ["billing","auth"]', 'auth', true],
    ['[billing]|auth', '[billing]', true],
    ['billing', 'billing', true],
    ['"billing"', '"billing"', true],
    ['3', 3, true],
    ['1|2', 2, true],
    ['billing|', '', false],
  ]);
});

describe('contains', () => {
  check('contains', TYPED, [
    ['refund', 'a refund is due', true],
    ['Refund', 'a refund is due', false],
    ['refund', ['refund'], false],
    ['4', 404, false],
    [4, '404', false],
    ['b.ll', 'billing', false],
    ['', 'anything', false],
  ]);
});

describe('regex', () => {
  check('regex', TYPED, [
    ['^bill', 'billing', true],
    ['^ill', 'billing', false],
    ['^.$', '😀', true],
    ['\\p{Lu}', 'É', true],
    ['4', 404, false],
    [4, '404', false],
    ['', 'anything', false],
  ]);
});

describe('number', () => {
  check('number', TYPED, [
    [3, 3, true],
    [3, '3.0', true],
    ['3', 3, true],
    [3, ' +3e0 ', true],
    [0.1, '.1', true],
    [0.25, '.25', true],
    [12.25, '12.25', true],
    [12, '12.', true],
    [1e12, '1E+12', true],
    [0.5, '5e-1', true],
    [3, 3.0000001, false],
    [3, '3 days', false],
    [0, '', false],
    [0, ' ', false],
    [0, null, false],
    [1, true, false],
    [0, false, false],
    [3, '0x3', false],
    [3, [3], false],
    ['NaN', 'NaN', false],
    ['Infinity', 'Infinity', false],
    [1e308, '1e999', false],
  ]);
});
