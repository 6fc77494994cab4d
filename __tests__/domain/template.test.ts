import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTemplate, renderTemplate } from '../../src/domain/template.ts';
import { problemsOf } from '../helpers/problemsOf.ts';

const render = (text: string, fields: Parameters<typeof renderTemplate>[1]) =>
  renderTemplate(parseTemplate(text), fields);

describe('renderTemplate', () => {
  it.each([
    ['Subject: {{subject}}\n\n{{body}}\n', { subject: 'a', body: 'b' }, 'Subject: a\n\nb\n'],
    ['{{  subject\t}}', { subject: 'a' }, 'a'],
    ['{{a}}{{a}}', { a: 'x' }, 'xx'],
    ['{{first name}}', { 'first name': 'x' }, 'x'],
    ['{{n}} {{t}} {{z}}|', { n: 1.5, t: false, z: null }, '1.5 false |'],
    ['{{list}} {{map}}', { list: [1, 'a'], map: { a: null } }, '[1,"a"] {"a":null}'],
    ['{{a}}', { a: '{{b}}', b: 'x' }, '{{b}}'],
    ['{{a}}', { a: '$& $1 \\n' }, '$& $1 \\n'],
    ['{"a": {"b": 1}}', {}, '{"a": {"b": 1}}'],
    ['no fields', {}, 'no fields'],
    ['', {}, ''],
  ])('renders %j', (text, fields, expected) => {
    expect(render(text, fields)).toBe(expected);
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'finds no field %s that the fixture does not have',
    (field) => {
      expect(problemsOf(() => render(`{{${field}}}`, { a: 1 }))).toEqual([
        `The fixture has no field "${field}".`,
      ]);
    },
  );

  it('keeps every text verbatim, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (subject, body) => {
        expect(render('S: {{subject}}\n{{ body }}!', { subject, body })).toBe(`S: ${subject}\n${body}!`);
      }),
    );
  });

  it('keeps every text without a field as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', '\n', ' ') }), (text) => {
        fc.pre(!text.includes('{{'));
        expect(render(text, {})).toBe(text);
      }),
    );
  });
});

describe('parseTemplate', () => {
  it('names each field once, with the line of its first use', () => {
    const template = parseTemplate('{{b}}\n{{a}} {{b}}\n\n{{c}}');
    expect(template.fields).toEqual(['b', 'a', 'c']);
    expect(template.parts).toEqual([
      { field: 'b', line: 1 },
      '\n',
      { field: 'a', line: 2 },
      ' ',
      { field: 'b', line: 2 },
      '\n\n',
      { field: 'c', line: 4 },
    ]);
  });

  it.each([
    ['{{', ['1: A field is not closed: expected {{name}}, but there is "{{".']],
    ['a\n{{b', ['2: A field is not closed: expected {{name}}, but there is "{{b".']],
    ['{{b}', ['1: A field is not closed: expected {{name}}, but there is "{{b}".']],
    ['{{a\n}}', ['1: A field is not closed: expected {{name}}, but there is "{{a".']],
    ['{{}}', ['1: A field has no name: expected {{name}}, but there is {{}}.']],
    ['{{ \t}}', ['1: A field has no name: expected {{name}}, but there is {{}}.']],
    ['{{{a}}}', ['1: A field is not closed: expected {{name}}, but there is "{{{a}}}".']],
    [
      '{{}}\n{{a {{b}}\n\n{{c',
      [
        '1: A field has no name: expected {{name}}, but there is {{}}.',
        '2: A field is not closed: expected {{name}}, but there is "{{a {{b}}".',
        '4: A field is not closed: expected {{name}}, but there is "{{c".',
      ],
    ],
  ])('refuses %j, all problems at once', (text, problems) => {
    expect(problemsOf(() => parseTemplate(text))).toEqual(problems);
  });

  it('takes linear time on a hostile text', () => {
    expect(problemsOf(() => parseTemplate('{{'.repeat(20_000)))).toHaveLength(20_000);
  });
});
