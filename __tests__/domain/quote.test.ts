import { describe, expect, it } from '@jest/globals';

import { quote } from '../../src/domain/quote.ts';
import { shorten } from '../../src/domain/shorten.ts';

describe('shorten', () => {
  it.each([
    ['', ''],
    ['ab', 'ab'],
    ['abc', 'abc'],
    ['abcd', 'abc…'],
    ['😀😀😀', '😀😀😀'],
    ['😀😀😀😀', '😀😀😀…'],
    ['a😀b😀', 'a😀b…'],
  ])('%j in three characters is %j', (text, short) => {
    expect(shorten(text, 3)).toBe(short);
  });
});

describe('quote', () => {
  it('keeps a text on one line and in its quotes', () => {
    expect(quote('a\n"b"\u0007')).toBe('"a\\n\\"b\\"\\u0007"');
    expect(quote('abcdef', 3)).toBe('"abc…"');
    expect(quote('\uD800')).toBe('"\\ud800"');
  });
});
