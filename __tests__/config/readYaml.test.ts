import { describe, expect, it } from '@jest/globals';
import { readYaml } from '../../src/config/readYaml.ts';
import { bytesOf, problemsOf } from '../helpers/problemsOf.ts';

const problems = (text: string) => problemsOf(() => readYaml('a.yml', bytesOf(text)));

describe('readYaml', () => {
  it.each([
    ['a: 1\nb: 2\na: 3\n', 'a.yml:3: The key `a` is there twice: keep one of the two.'],
    [
      'a: x\n---\nb: 2\n',
      'a.yml:2: A second YAML document starts here (`---`): keep one document in the file.',
    ],
    ['a:\n\tb: 1\n', 'a.yml:2: The line is indented with a tab: YAML takes only spaces.'],
    [
      'a: b: c\n',
      'a.yml:1: The value has a colon and a space in it: put it in quotes. The line is "a: b: c".',
    ],
    [
      'a: x\n  b: 3\n',
      'a.yml:1: A key and its colon should be on one line: give this line a colon, or the next one less indentation. The line is "a: x".',
    ],
    [
      'message: {{subject}}\n',
      'a.yml:1: A value that starts with a brace is a map to YAML: put it in quotes, or below a `|`. The line is "message: {{subject}}".',
    ],
    ['? [a]\n: b\n', 'a.yml:1: A key should be plain text, but it is a list or a map. The line is "? [a]".'],
    ['a: @x\n', 'a.yml:1: A value cannot start with "@": put it in quotes. The line is "a: @x".'],
    [
      'a: 1\nb: "x\nc: 2\n',
      'a.yml:2: A quote opens here and is never closed: close it. The line is "b: \\"x".',
    ],
    ['a: 1\nb\n', 'a.yml:2: A key should be followed by a colon and a space. The line is "b".'],
    ['a: !!binary x\n', 'a.yml:1: The tag "!!binary" is not supported: write a plain value.'],
    ['a: !foo x\n', 'a.yml:1: The tag "!foo" is not supported: write a plain value.'],
    ['a: 1\nb: *x\n', 'a.yml:2: The alias `*x` has no anchor above it: write the value out.'],
    [
      'a:\n  b: 1\n c: 2\n',
      'a.yml:3: This is not valid YAML (column 1): All mapping items must start at the same column. The line is "c: 2".',
    ],
    [
      `a: &a [${'x,'.repeat(9)}]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]\n`,
      'a.yml: The YAML uses more than 100 aliases (`*name`): write the values out.',
    ],
  ])('refuses %j', (text, sentence) => {
    expect(problems(text)).toEqual([sentence]);
  });

  it('refuses nesting that would exhaust the stack', () => {
    expect(problems('['.repeat(30_000)).at(0)).toMatch(
      /^a\.yml(:1)?: The YAML is nested too deeply to be read\.$/,
    );
  });

  it('reports all broken lines together', () => {
    expect(problems('a: @x\nb: `y`\nc: 1\nc: 2\n').map((problem) => problem.slice(0, 8))).toEqual([
      'a.yml:1:',
      'a.yml:2:',
      'a.yml:4:',
    ]);
  });

  it('reads YAML 1.2 whatever the file asks for', () => {
    expect(readYaml('a.yml', bytesOf('%YAML 1.1\n---\na: yes\nb: 2001-01-01\nc: 1_000\n')).value).toEqual({
      a: 'yes',
      b: '2001-01-01',
      c: '1_000',
    });
  });

  it('finds lines of keys, items and the text in a literal block', () => {
    const file = readYaml(
      'a.yml',
      bytesOf('# top\nlist:\n  - a: 1\n  - b:\n      c: 010\ntext: |\n  one\n  two\nfolded: >\n  x\n'),
    );
    expect(file.lineOf(['list'])).toBe(2);
    expect(file.lineOf(['list', 1])).toBe(4);
    expect(file.lineOf(['list', 1, 'b', 'c'])).toBe(5);
    expect(file.sourceOf(['list', 1, 'b', 'c'])).toBe('010');
    expect(file.lineOf(['list', 2])).toBeUndefined();
    expect(file.lineOf(['constructor'])).toBeUndefined();
    expect(file.at(['constructor'])).toBeUndefined();
    expect(file.nearestLine(['list', 1, 'zzz', 'y'])).toBe(4);
    expect(file.nearestLine([])).toBe(2);
    expect(file.lineInText(['text'], 2)).toBe(8);
    expect(file.lineInText(['folded'], 1)).toBe(9);
  });
});

describe('decoding', () => {
  const withBytes = (...bytes: number[]) => problemsOf(() => readYaml('a.yml', Uint8Array.from(bytes)));

  it('names every line that is not UTF-8', () => {
    expect(withBytes(0x61, 0x3a, 0x0a, 0xe9, 0x0a, 0x62, 0x0a, 0xff)).toEqual([
      'a.yml:2: The line has bytes that are not UTF-8: save the file as UTF-8.',
      'a.yml:4: The line has bytes that are not UTF-8: save the file as UTF-8.',
    ]);
  });

  it.each([
    ['UTF-16 (little-endian)', [0xff, 0xfe, 0x61, 0x00]],
    ['UTF-16 (big-endian)', [0xfe, 0xff, 0x00, 0x61]],
    ['binary, or UTF-16 without a byte-order mark', [0x61, 0x00, 0x3a, 0x00]],
  ])('names %s', (name, bytes) => {
    expect(withBytes(...bytes)).toEqual([
      `a.yml:1: The file should be UTF-8, but it is ${name}: save it as UTF-8.`,
    ]);
  });
});
