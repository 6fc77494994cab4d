import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readFixtures } from '../../src/config/readFixtures.ts';
import { readPolicy } from '../../src/config/readPolicy.ts';
import type { Fixture } from '../../src/domain/fixture.ts';
import { bytesOf, problemsOf } from '../helpers/problemsOf.ts';

const gate = 'prompts/a/gate.yml';
const policyOf = (text = '') => readPolicy(gate, bytesOf(`fixtures: t.jsonl\n${text}`));
const read = (path: string, text: string, policy = '') =>
  readFixtures([{ path, bytes: bytesOf(text) }], policyOf(policy));
const problems = (path: string, text: string, policy = '') => problemsOf(() => read(path, text, policy));

const good = { id: 'TKT-1', subject: 'Invoice', body: 'Twice', team: 'billing' };
const line = (fields: object) => `${JSON.stringify({ ...good, ...fields })}\n`;

describe('the formats', () => {
  it.each([
    ['t.jsonl', `\n${line({})}\n${line({ id: 'TKT-2' })}`, [2, 4]],
    ['t.JSONL', `\uFEFF${line({})}${line({ id: 'TKT-2' })}`.replaceAll('\n', '\r\n'), [1, 2]],
    ['t.json', `[\n${line({})},\n\n${line({ id: 'TKT-2' })}]`, [2, 5]],
    [
      't.json',
      `\uFEFF${JSON.stringify([good, { ...good, id: 'TKT-2' }], null, 2).replaceAll('\n', '\r\n')}`,
      [2, 8],
    ],
    ['t.yml', `# tickets\n- ${line({})}\n- ${line({ id: 'TKT-2' })}`, [2, 4]],
    [
      't.yaml',
      '- id: TKT-1\n  subject: Invoice\n  body: Twice\n  team: billing\n-\n  id: TKT-2\n  subject: Invoice\n  body: Twice\n  team: billing\n',
      [1, 6],
    ],
    [
      't.csv',
      'id,subject,body,team\n\nTKT-1,Invoice,Twice,billing\n"TKT-2","Invoice","Twice","billing"\n',
      [3, 4],
    ],
    [
      't.csv',
      '\uFEFFid,subject,body,team\r\nTKT-1,Invoice,Twice,billing\r\nTKT-2,Invoice,Twice,billing',
      [2, 3],
    ],
  ])('reads %s', (path, text, lines) => {
    expect(read(path, text)).toEqual([
      { id: 'TKT-1', team: 'billing', fields: good, file: path, line: lines[0] },
      { id: 'TKT-2', team: 'billing', fields: { ...good, id: 'TKT-2' }, file: path, line: lines[1] },
    ]);
  });

  it('counts lines over line breaks inside CSV quotes, and makes them \\n', () => {
    const [first, second] = read(
      't.csv',
      'id,subject,body,team\r\n1,a,"x\r\n\r\n""y"", z",billing\r\n\r\n2,a,b,billing\r\n',
    );
    expect(first).toMatchObject({ line: 2, fields: { body: 'x\n\n"y", z' } });
    expect(second).toMatchObject({ line: 6 });
  });

  it('keeps the order of files and lines', () => {
    const file = (path: string, id: string) => ({ path, bytes: bytesOf(line({ id })) });
    const fixtures = readFixtures([file('b.jsonl', '2'), file('a.jsonl', '1')], policyOf());
    expect(fixtures.map(({ id, file: from }) => [id, from])).toEqual([
      ['2', 'b.jsonl'],
      ['1', 'a.jsonl'],
    ]);
  });

  it('reads the same fixtures from every format', () => {
    // What all four can hold: texts with any character but those that CSV and YAML cannot carry.
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((value) => !/[\p{C}\p{Z}]/u.test(value) || /^[\w ,"'|:#-]+$/.test(value));
    const printable = fc.oneof(
      text,
      fc.constantFrom('a,b', '"quoted"', 'one\ntwo', 'true', '1', 'null', '- x', '# y', "it's", '', ' '),
    );
    const record = fc.record({
      subject: printable,
      body: printable,
      team: fc.constantFrom('billing', 'auth'),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
        const all = records.map((fields, index) => ({ id: `T-${index}`, ...fields }));
        const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
        const forms: readonly (readonly [string, string])[] = [
          ['t.jsonl', all.map((fields) => JSON.stringify(fields)).join('\n')],
          ['t.json', JSON.stringify(all, null, 1)],
          ['t.yml', stringify(all)],
          [
            't.csv',
            ['id,subject,body,team', ...all.map((fields) => Object.values(fields).map(cell).join(','))].join(
              '\n',
            ),
          ],
        ];
        for (const [path, source] of forms) {
          expect(withoutPlace(read(path, source))).toEqual(
            all.map((fields) => ({ id: fields.id, team: fields.team, fields })),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});

function withoutPlace(fixtures: readonly Fixture[]): unknown {
  return fixtures.map(({ id, team, fields }) => ({ id, team, fields }));
}

describe('files that cannot be read', () => {
  it.each([
    [
      't.jsonl',
      'nope',
      '1: This is not valid JSON (column 1): expected a value (texts and keys in double quotes), but there is "nope".',
    ],
    [
      't.jsonl',
      '{"id": 1,}',
      '1: This is not valid JSON (column 10): expected a key in double quotes (no comma after the last one), but there is "}".',
    ],
    ['t.jsonl', '{"a": 1, "a": 2}', '1: The key `a` is there twice: keep one of the two.'],
    ['t.jsonl', '{"a": {"b": 1, "b": 2}}', '1: The key `b` is there twice: keep one of the two.'],
    [
      't.jsonl',
      '{"a": 1} {"b": 2}',
      '1: This is not valid JSON (column 10): expected nothing more after the first value, but there is "{\\"b\\": 2}".',
    ],
    [
      't.jsonl',
      '{"a": "x',
      '1: This is not valid JSON (column 7): expected a closing quote on the same line (a line break in a text is written \\n), but there is "\\"x".',
    ],
    [
      't.jsonl',
      '{"a": "x\ty"}',
      '1: This is not valid JSON (column 7): expected no control characters in a text (a tab is written \\t), but there is "\\"x\\ty\\"}".',
    ],
    [
      't.jsonl',
      '{"a": 1',
      '1: This is not valid JSON (column 8): expected a closing }, but there is the end of the text.',
    ],
    [
      't.jsonl',
      '{',
      '1: This is not valid JSON (column 2): expected a closing }, but there is the end of the text. In a .jsonl file every line is one whole object; a list of objects belongs in a .json file.',
    ],
    [
      't.json',
      '[{"a": 1},\n]',
      '2: This is not valid JSON (column 1): expected a value (no comma after the last one), but there is "]".',
    ],
    [
      't.json',
      '[\n// x\n]',
      '2: This is not valid JSON (column 1): expected no comment: JSON has none, but there is "// x".',
    ],
    [
      't.json',
      "[{'a': 1}]",
      '1: This is not valid JSON (column 3): expected a value (texts and keys in double quotes), but there is "\'a\': 1}]".',
    ],
    [
      't.json',
      '[{"a": 1}\n {"a": 1}]',
      '2: This is not valid JSON (column 2): expected a comma, or the end of the list or object, but there is "{\\"a\\": 1}]".',
    ],
    ['t.json', '{"id": 1}', '1: The file should be a list of fixtures, `[{…}, {…}]`, but it is a map.'],
    ['t.json', '[\n {"a": 1,\n  "a": 2}]', '3: The key `a` is there twice: keep one of the two.'],
    ['t.yml', 'id: 1', '1: The file should be a list of fixtures, each after a `-`, but it is a map.'],
    ['t.yml', '- id: 1\n  id: 2', '2: The key `id` is there twice: keep one of the two.'],
    ['t.csv', 'id,id\n1,2', '1: The column `id` is there twice in the header row: keep one of the two.'],
    ['t.csv', 'id,,team\n1,2,3', '1: Column 2 has no name in the header row: name it.'],
    [
      't.csv',
      'id;team\n1;a',
      '1: The columns should be separated by commas, but they are by semicolons: "id;team".',
    ],
    [
      't.csv',
      'id\tteam\n1\ta',
      '1: The columns should be separated by commas, but they are by tabs: "id\\tteam".',
    ],
    [
      't.csv',
      'id,team\n\n1,"a\n2,b',
      '3: A double quote in this row is never closed: close it, and write a quote inside quotes twice ("").',
    ],
    [
      't.csv',
      'id,team\n1,a"b',
      '2: A double quote stands in the middle of a value in this row: put the whole value in quotes, and write the quote inside twice ("").',
    ],
    [
      't.csv',
      'id,team\n1,"a"b',
      '2: Something follows a closing quote in this row: expected a comma or the end of the line. Write a quote inside quotes twice ("").',
    ],
    [
      't.jsonl',
      '',
      '1: The file has no fixtures: add at least one, or take the file out of `fixtures` in gate.yml.',
    ],
    [
      't.jsonl',
      ' \n\r\n',
      '1: The file has no fixtures: add at least one, or take the file out of `fixtures` in gate.yml.',
    ],
    [
      't.json',
      '[]',
      '1: The file has no fixtures: add at least one, or take the file out of `fixtures` in gate.yml.',
    ],
    [
      't.yml',
      '# later\n',
      '1: The file has no fixtures: add at least one, or take the file out of `fixtures` in gate.yml.',
    ],
    [
      't.csv',
      'id,team\n',
      '1: The file has no fixtures: add at least one, or take the file out of `fixtures` in gate.yml.',
    ],
    ['t.jsonl', '[1]', '1: A fixture should be an object with fields, but this is [1].'],
    ['t.jsonl', 'null', '1: A fixture should be an object with fields, but this is empty (null).'],
    ['t.jsonl', '"x"', '1: A fixture should be an object with fields, but this is "x".'],
  ])('%s %j', (path, text, sentence) => {
    expect(problems(path, text)).toEqual([`${path}:${sentence}`]);
  });

  it('names an extension it does not know', () => {
    expect(problems('a/t.xlsx', 'x')).toEqual([
      'a/t.xlsx: A file of fixtures should end in .jsonl, .json, .yml, .yaml or .csv, but this one is "t.xlsx".',
    ]);
  });

  it('counts the wrong columns of a row', () => {
    expect(problems('t.csv', 'id,subject,body,team\n1,a,b,billing\n2,a\n3,a,b,c,d\n')).toEqual([
      't.csv:3: The row should have 4 values, as the header has, but it has 2: put values with commas in double quotes.',
      't.csv:4: The row should have 4 values, as the header has, but it has 5: put values with commas in double quotes.',
    ]);
  });

  it.each(['t.jsonl', 't.json', 't.yml'])('refuses a stack bomb in %s', (path) => {
    const [first] = problems(path, `[{"a": ${'['.repeat(50_000)}${']'.repeat(50_000)}}]`);
    expect(first).toMatch(/nested (too deeply|deeper)/);
  });

  it('refuses a gate without any file', () => {
    expect(problemsOf(() => readFixtures([], policyOf()))).toEqual([
      `${gate}:1: \`fixtures\` names no file that exists: a gate without fixtures can judge nothing.`,
    ]);
  });
});

describe('ids', () => {
  it.each([
    [{ id: 7 }, '7'],
    [{ id: 'a b' }, 'a b'],
    [{ id: '__proto__' }, '__proto__'],
    [{ id: 'x'.repeat(256) }, 'x'.repeat(256)],
  ])('takes %j', (fields, id) => {
    expect(read('t.jsonl', line(fields)).map((fixture) => fixture.id)).toEqual([id]);
  });

  it.each([
    [{ id: undefined }, 'The fixture has no `id`: give it one that no other fixture has, such as "TKT-1".'],
    [{ id: '' }, '`id` should be a text that is not empty, or a number, but it is an empty text.'],
    [{ id: ' ' }, '`id` should be a text that is not empty, or a number, but it is " ".'],
    [{ id: null }, '`id` should be a text that is not empty, or a number, but it is empty (null).'],
    [{ id: [1] }, '`id` should be a text that is not empty, or a number, but it is [1].'],
    [{ id: true }, '`id` should be a text that is not empty, or a number, but it is true.'],
    [
      { id: 2 ** 53 },
      '`id` should be a text, but it is a number with more digits than JSON readers keep: put it in quotes.',
    ],
    [{ id: 'x'.repeat(257) }, `\`id\` should have at most 256 characters, but "${'x'.repeat(40)}…" has 257.`],
  ])('refuses %j', (fields, sentence) => {
    expect(problems('t.jsonl', line(fields))).toEqual([`t.jsonl:1: ${sentence}`]);
  });

  it('names both places of an id, over all files; the number and the text are the same id', () => {
    const files = [
      { path: 'a.jsonl', bytes: bytesOf(line({ id: 'x' }) + line({ id: 1 })) },
      { path: 'b.jsonl', bytes: bytesOf(line({ id: '1' })) },
    ];
    expect(problemsOf(() => readFixtures(files, policyOf()))).toEqual([
      'b.jsonl:1: The id "1" is taken by a.jsonl:2: give each fixture an id of its own.',
    ]);
  });
});

describe('fields that the policy needs', () => {
  it('is one problem of the policy when no fixture has the field', () => {
    const policy = 'message: |\n  x\n  {{subjct}} {{text}}\nexpect: {taem: exact}\ngroup-by: squad\n';
    expect(problems('t.jsonl', line({}) + line({ id: '2' }), policy)).toEqual([
      `${gate}:4: \`message\` names the field \`subjct\`, but no fixture has it: did you mean \`subject\`?`,
      `${gate}:4: \`message\` names the field \`text\`, but no fixture has it: the fields of the fixtures are \`id\`, \`subject\`, \`body\`, \`team\`.`,
      `${gate}:5: \`expect\` names the field \`taem\`, but no fixture has it: did you mean \`team\`?`,
      `${gate}:6: \`group-by\` names the field \`squad\`, but no fixture has it: the fields of the fixtures are \`id\`, \`subject\`, \`body\`, \`team\`.`,
    ]);
  });

  it('says where a default asks for it', () => {
    expect(problems('t.jsonl', '{"id": 1, "text": "a", "label": "b"}')).toEqual([
      `${gate}: \`message\` (by default) names the field \`subject\`, but no fixture has it: the fields of the fixtures are \`id\`, \`text\`, \`label\`.`,
      `${gate}: \`message\` (by default) names the field \`body\`, but no fixture has it: the fields of the fixtures are \`id\`, \`text\`, \`label\`.`,
      `${gate}: \`expect\` (by default) and \`group-by\` (by default) name the field \`team\`, but no fixture has it: the fields of the fixtures are \`id\`, \`text\`, \`label\`.`,
    ]);
  });

  it('is a problem of each fixture when only some lack it', () => {
    expect(
      problems('t.jsonl', line({}) + line({ id: 2, team: undefined }) + line({ id: 3, body: undefined })),
    ).toEqual([
      't.jsonl:2: Fixture "2" has no field `team`, which `expect` and `group-by` in gate.yml name: add it.',
      't.jsonl:3: Fixture "3" has no field `body`, which `message` in gate.yml names: add it.',
    ]);
  });

  it.each(['__proto__', 'constructor'])('takes the field %s for a field', (field) => {
    const policy = `message: "{{${field}}}"\nexpect: {team: exact}\n`;
    const [fixture] = read('t.jsonl', `{"id": "1", "team": "a", "${field}": "x"}`, policy);
    expect(Object.entries(fixture?.fields ?? {})).toContainEqual([field, 'x']);
    expect(problems('t.jsonl', '{"id": "1", "team": "a"}', policy)).toHaveLength(1);
  });

  it.each([
    [null, 'empty (null)'],
    ['', 'an empty text'],
    [' ', '" "'],
    [3, '3'],
    [['a'], '["a"]'],
  ])('refuses the team %j', (team, there) => {
    expect(problems('t.jsonl', line({ team }))).toEqual([
      `t.jsonl:1: Fixture "TKT-1": \`team\` should be the name of a team, as text, since \`group-by\` names it, but it is ${there}.`,
    ]);
  });

  it('refuses an empty message, which the service would not take', () => {
    expect(problems('t.jsonl', line({ body: ' ' }), 'message: "{{body}}"\n')).toEqual([
      't.jsonl:1: Fixture "TKT-1" makes an empty message, which the service does not take: fill in a field that `message` uses.',
    ]);
  });

  it('refuses what JSON cannot hold', () => {
    const sentence =
      't.yml:1: The field `x` holds a number that is not finite, or is nested deeper than 64 levels: write it as text.';
    expect(problems('t.yml', '- {id: 1, x: .inf}')).toEqual([sentence]);
    expect(problems('t.yml', `- {id: 1, x: ${'['.repeat(65)}${']'.repeat(65)}}`)).toEqual([sentence]);
    expect(
      read('t.yml', `- {...: 1, id: 1, subject: a, body: b, team: c, x: ${'['.repeat(64)}${']'.repeat(64)}}`),
    ).toHaveLength(1);
  });
});

describe('labels', () => {
  const label = (path: string, matcher: string, value: unknown) => {
    const policy = `expect: {label: ${matcher}}\n`;
    const text =
      path === 't.csv'
        ? `id,subject,body,team,label\nTKT-1,a,b,billing,"${String(value)}"\n`
        : line({ label: value });
    return problems(path, text, policy);
  };

  it.each([
    ['t.jsonl', 'exact', null],
    ['t.jsonl', 'exact', ''],
    ['t.jsonl', 'exact', { a: [1] }],
    ['t.jsonl', 'ignore-case', 'x'],
    ['t.jsonl', 'one-of', ['a']],
    ['t.jsonl', 'one-of', [1, null]],
    ['t.csv', 'one-of', 'a'],
    ['t.csv', 'one-of', 'a|b'],
    ['t.jsonl', 'contains', 'x'],
    ['t.jsonl', 'regex', '^\\p{L}+$'],
    ['t.jsonl', 'number', -1.5],
    ['t.csv', 'number', '1e3'],
  ])('takes in %s for %s: %j', (path, matcher, value) => {
    expect(label(path, matcher, value)).toEqual([]);
  });

  it.each([
    ['t.csv', 'exact', '', 'a label', 'an empty text'],
    [
      't.jsonl',
      'one-of',
      [],
      'a list of the values that are right, such as ["billing", "auth"]',
      'an empty list',
    ],
    ['t.jsonl', 'one-of', 'a|b', 'a list of the values that are right, such as ["billing", "auth"]', '"a|b"'],
    ['t.csv', 'one-of', ' | ', 'the values that are right, such as `billing|auth`', '" | "'],
    ['t.csv', 'one-of', '[ ]', 'the values that are right, such as `billing|auth`', '"[ ]"'],
    ['t.jsonl', 'contains', '', 'a text that the reply should contain', 'an empty text'],
    ['t.jsonl', 'contains', 3, 'a text that the reply should contain', '3'],
    ['t.jsonl', 'regex', '', 'a regular expression (JavaScript, flag u)', 'an empty text'],
    ['t.jsonl', 'regex', '(', 'a regular expression (JavaScript, flag u)', '"("'],
    ['t.jsonl', 'number', 'three', 'a number', '"three"'],
    ['t.jsonl', 'number', true, 'a number', 'true'],
    ['t.csv', 'number', '0x10', 'a number', '"0x10"'],
  ])('refuses in %s for %s: %j', (path, matcher, value, expected, there) => {
    expect(label(path, matcher, value)).toEqual([
      `${path}:${path === 't.csv' ? 2 : 1}: Fixture "TKT-1": \`label\` should be ${expected}, since \`expect\` says \`${matcher}\`, but it is ${there}.`,
    ]);
  });

  it('wants text for a text reply', () => {
    expect(problems('t.jsonl', line({ label: 3 }), 'reply: text\nexpect: {label: exact}\n')).toEqual([
      't.jsonl:1: Fixture "TKT-1": `label` should be a text, the only thing that `reply: text` gives, since `expect` says `exact`, but it is 3.',
    ]);
  });
});

describe('teams with a floor', () => {
  const policy = 'policy:\n  min-score:\n    billing: 0.5\n    bilingg: 0.5\n    ops: 0\n';

  it('must have fixtures', () => {
    expect(problems('t.jsonl', line({}), policy)).toEqual([
      `${gate}:5: \`min-score\` names the team \`bilingg\`, which has no fixtures: did you mean \`billing\`?`,
      `${gate}:6: \`min-score\` names the team \`ops\`, which has no fixtures: the teams are \`billing\`.`,
    ]);
  });

  it('are not missed while a file is broken', () => {
    expect(problems('t.jsonl', `${line({})}{`, policy)).toHaveLength(1);
  });
});

describe('many problems', () => {
  it.each([
    [50, undefined],
    [51, 't.jsonl: And 1 more problem in this file: mend the first 50 and run again.'],
    [20_000, 't.jsonl: And 19950 more problems in this file: mend the first 50 and run again.'],
  ])('of %s, fifty are told and the rest counted', (count, rest) => {
    const all = problems('t.jsonl', 'x\n'.repeat(count));
    expect(all.slice(0, 50).every((problem) => problem.includes('not valid JSON'))).toBe(true);
    expect(all[50]).toBe(rest);
    expect(all).toHaveLength(rest === undefined ? 50 : 51);
  });

  it('come for the policy first, then file by file in the order of lines', () => {
    const files = [
      { path: 'b.jsonl', bytes: bytesOf(`${line({ team: 1 })}x\n${line({ id: '' })}`) },
      { path: 'a.jsonl', bytes: bytesOf('x\n') },
    ];
    const places = problemsOf(() => readFixtures(files, policyOf('message: "{{txt}}"\n'))).map(
      (problem) => problem.split(': ')[0],
    );
    expect(places).toEqual([`${gate}:2`, 'b.jsonl:1', 'b.jsonl:2', 'b.jsonl:3', 'a.jsonl:1']);
  });

  it('quote no more than a glance', () => {
    const [problem = ''] = problems('t.jsonl', line({ team: ['x'.repeat(10_000)] }));
    expect(problem.length).toBeLessThan(300);
  });
});
