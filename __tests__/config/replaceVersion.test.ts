import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPin } from '../../src/config/readPin.ts';
import { replaceVersion } from '../../src/config/replaceVersion.ts';
import { bytesOf, problemsOf } from '../helpers/problemsOf.ts';

const path = 'prompts/a/pinned-version.yml';
const replace = (text: string, version = 3) => {
  const { bytes, line } = replaceVersion(path, bytesOf(text), version);
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), line };
};
const problems = (text: string) => problemsOf(() => replace(text));

describe('replaceVersion', () => {
  it.each([
    ['a number', 'agent: a\nversion: 2\n', 'agent: a\nversion: 3\n', 2, 'version: 3'],
    ['the word next', 'agent: a\nversion: next\n', 'agent: a\nversion: 3\n', 2, 'version: 3'],
    ['no line end', 'agent: a\nversion: 2', 'agent: a\nversion: 3', 2, 'version: 3'],
    [
      'comments',
      '# top\nversion:   2   # live since May\nagent: a # c\n# end',
      '# top\nversion:   3   # live since May\nagent: a # c\n# end',
      2,
      'version:   3   # live since May',
    ],
    ['CRLF', 'agent: a\r\nversion: 2\r\nx: 1\r\n', 'agent: a\r\nversion: 3\r\nx: 1\r\n', 2, 'version: 3'],
    ['a byte-order mark', '\uFEFFversion: 2\nagent: a\n', '\uFEFFversion: 3\nagent: a\n', 1, 'version: 3'],
    [
      'odd indentation',
      '   agent: a\n   version:  2\n',
      '   agent: a\n   version:  3\n',
      2,
      '   version:  3',
    ],
    ['double quotes', 'version: "next" # x\nagent: a\n', 'version: 3 # x\nagent: a\n', 1, 'version: 3 # x'],
    ['single quotes', "version: '2'\nagent: a\n", 'version: 3\nagent: a\n', 1, 'version: 3'],
    ['quotes around the key', '"version": 2\nagent: a\n', '"version": 3\nagent: a\n', 1, '"version": 3'],
    ['a flow map', '{agent: a, version: next}\n', '{agent: a, version: 3}\n', 1, '{agent: a, version: 3}'],
    [
      'JSON',
      '{\n\t"version":2,\n\t"agent":"a"\n}',
      '{\n\t"version":3,\n\t"agent":"a"\n}',
      2,
      '\t"version":3,',
    ],
    ['an anchor', 'agent: a\nversion: &v 2\n', 'agent: a\nversion: &v 3\n', 2, 'version: &v 3'],
    ['an alias', 'old: &v 2\nversion: *v\nagent: a\n', 'old: &v 2\nversion: 3\nagent: a\n', 2, 'version: 3'],
    [
      'an alias in a flow map',
      '{o: &v 2, version: *v , agent: a}',
      '{o: &v 2, version: 3 , agent: a}',
      1,
      '{o: &v 2, version: 3 , agent: a}',
    ],
    [
      'a value on the next line',
      'version:\n  # c\n\n   2 # d\nagent: a\n',
      'version:\n  # c\n\n   3 # d\nagent: a\n',
      4,
      '   3 # d',
    ],
    ['an explicit key', '? version\n: 2\n? agent\n: a\n', '? version\n: 3\n? agent\n: a\n', 2, ': 3'],
    [
      'a tag of the core',
      'version: !!int 2\nagent: a\n',
      'version: !!int 3\nagent: a\n',
      1,
      'version: !!int 3',
    ],
    [
      'marks of a document',
      '%YAML 1.2\n---\nversion: 2\nagent: a\n...\n',
      '%YAML 1.2\n---\nversion: 3\nagent: a\n...\n',
      3,
      'version: 3',
    ],
    [
      'the key further down too',
      'x: {version: 2}\nversion: 2\nagent: version\n',
      'x: {version: 2}\nversion: 3\nagent: version\n',
      2,
      'version: 3',
    ],
    [
      'letters of more than a byte',
      'n: "é😀\u2028"\nversion: 2\nagent: a\n',
      'n: "é😀\u2028"\nversion: 3\nagent: a\n',
      2,
      'version: 3',
    ],
  ])('writes the number into a file with %s', (_, before, after, number, text) => {
    expect(replace(before)).toEqual({ text: after, line: { number, text } });
  });

  it.each([
    [
      'no version',
      'agent: a\n',
      `${path}:1: \`version\` is missing, so there is nothing to replace by 3: write \`version: 3\`.`,
    ],
    [
      'no value',
      'agent: a\nversion: # none\n',
      `${path}:2: \`version\` has no value, so there is nothing to replace by 3: write \`version: 3\`.`,
    ],
    [
      'a list',
      '- version\n',
      `${path}:1: \`version\` is missing, so there is nothing to replace by 3: write \`version: 3\`.`,
    ],
    [
      'an empty file',
      '',
      `${path}:1: \`version\` is missing, so there is nothing to replace by 3: write \`version: 3\`.`,
    ],
    [
      'a value over several lines',
      'agent: a\nversion: |-\n  next\n',
      `${path}:2: The value of \`version\` should be on one line, but it goes over several: write \`version: 3\`.`,
    ],
    [
      'an anchor that something else uses',
      'agent: a\nversion: &v 2\nleast: [*v]\n',
      `${path}:2: With 3 in \`version\`, \`least\` (line 3) would change too, by an alias of it (\`*name\`): write the value out there.`,
    ],
    [
      'a tag that makes it a text',
      'agent: a\nversion: !!str next\n',
      `${path}:2: With 3 in its place \`version\` would read as "3": write \`version: 3\`, without a tag.`,
    ],
  ])('refuses a file with %s', (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it('refuses what is no YAML in the words of the reader', () => {
    expect(problems('version: "2\n')).toEqual([
      `${path}:1: A quote opens here and is never closed: close it. The line is "version: \\"2".`,
    ]);
  });

  it('changes nothing but the number, in whatever layout, and back again to the same bytes', () => {
    const lineEnd = fc.constantFrom('\n', '\r\n');
    const comment = fc.constantFrom('', ' # a note: 2', '\t# &v');
    const gap = fc.constantFrom(' ', '  ', '\t', '    ');
    const filler = fc.constantFrom(
      '# version: 9',
      '',
      'owner: {version: 7}',
      'list: [1, &x 2, *x]',
      '"é": ü',
    );
    const old = fc.oneof(
      fc.integer({ min: 1, max: 999_999 }).map(String),
      fc.constantFrom('next', '"next"', "'next'", '&v next', '!!int 4', '&v  12'),
    );
    const layout = fc.record({
      mark: fc.constantFrom('', '\uFEFF'),
      indent: fc.constantFrom('', ' ', '   '),
      key: fc.constantFrom('version:', '"version":', "'version':", 'version :', '? version\n:'),
      above: fc.uniqueArray(filler, { maxLength: 3 }),
      below: fc.uniqueArray(filler, { maxLength: 3 }),
      ...{ lineEnd, comment, gap, old },
      last: fc.boolean(),
      version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    });
    fc.assert(
      fc.property(layout, (spec) => {
        const { mark, indent, key, gap: space, comment: note, version } = spec;
        const used = spec.above.filter((line) => !spec.below.includes(line));
        const indented = (line: string) => (line === '' ? '' : `${indent}${line}`);
        const write = (value: string) => {
          const pinned = `${key.replaceAll('\n', `\n${indent}`)}${space}${value}${note}`;
          const lines = [...used, 'agent: agent_1', pinned, ...spec.below].map(indented);
          return `${mark}${lines.join('\n')}${spec.last ? '\n' : ''}`.replaceAll('\n', spec.lineEnd);
        };
        const before = write(spec.old);
        const kept = /^(?:&v {1,2}|!!int )?/.exec(spec.old)?.[0] ?? '';
        const { text, line } = replace(before, version);
        expect(text).toBe(write(`${kept}${version}`));
        expect(text.replace('\uFEFF', '').split(/\r?\n/)[line.number - 1]).toBe(line.text);
        expect(readPin(path, bytesOf(text))).toMatchObject({ agent: 'agent_1', version });

        const other = replace(text, version === 1 ? 2 : 1).text;
        expect(replace(other, version).text).toBe(text);
      }),
    );
  });
});
