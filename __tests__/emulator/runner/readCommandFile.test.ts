import { describe, expect, it } from '@jest/globals';
import { readCommandFile } from '../../../emulator/runner/readCommandFile.ts';

describe('readCommandFile', () => {
  it.each<[string, Record<string, string>]>([
    ['', {}],
    ['a=1\nb=2=3\n', { a: '1', b: '2=3' }],
    ['a=\n', { a: '' }],
    ['a<<END\none\ntwo\nEND\nb=1\n', { a: 'one\ntwo', b: '1' }],
    ['a<<END\nb=1\nEND\n', { a: 'b=1' }],
    ['a<<END\r\none\r\nEND\r\n', { a: 'one' }],
    ['a<<END\nEND\n', { a: '' }],
    ['a=1\na=2\n', { a: '2' }],
  ])('%j', (text, values) => expect(readCommandFile(text)).toEqual(values));

  it.each([
    ['a<<END\nnever ends\n', 'No line "END" ends the value of a.'],
    ['no value\n', 'Not a line of a command file: no value'],
    ['=1\n', 'Not a line of a command file: =1'],
  ])('refuses %j, for which a runner fails the step', (text, message) => {
    expect(() => readCommandFile(text)).toThrow(message);
  });
});
