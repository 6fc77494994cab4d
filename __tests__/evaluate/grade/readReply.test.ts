import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readReply } from '../../../src/evaluate/grade/readReply.ts';

describe('readReply, json', () => {
  it.each([
    ['{"team":"billing"}'],
    [' \r\n\t{"team":"billing"}\n'],
    ['{"why":{"team":"auth"},"team":"billing"}'],
    ['{"te\\u0061m":"billing"}'],
    ['{"a":"\\"team\\":1 {[","team":"billing"}'],
    ['{"a":[{"team":1},{"team":2}],"team":"billing"}'],
  ])('reads one bare object: %s', (reply) => {
    const read = readReply(reply, 'json', ['team']);
    expect('fields' in read && read.fields.get('team')).toBe('billing');
  });

  it.each([
    ['', 'the reply is empty'],
    [' \n', 'the reply is empty'],
    [
      '```json\n{"team":"billing"}\n```',
      'the reply is in a code fence, not a bare JSON object: "```json\\n{\\"team\\":\\"billing\\"}\\n```"',
    ],
    [
      '```\n{"team":"billing"}\n``` Done.',
      'the reply is in a code fence, not a bare JSON object: "```\\n{\\"team\\":\\"billing\\"}\\n``` Done."',
    ],
    [
      'Done: ```{"team":"billing"}```',
      'the reply has text around the JSON: "Done: ```{\\"team\\":\\"billing\\"}```"',
    ],
    [
      'Here you go: {"team":"billing"}',
      'the reply has text around the JSON: "Here you go: {\\"team\\":\\"billing\\"}"',
    ],
    [
      '{"team":"billing"} ok?',
      'the reply is cut off, or has text after the JSON: "{\\"team\\":\\"billing\\"} ok?"',
    ],
    ['{"team":"bil', 'the reply is cut off, or has text after the JSON: "{\\"team\\":\\"bil"'],
    ["{'team':'billing'}", "the reply is broken JSON: \"{'team':'billing'}\""],
    ['{"team":"billing",}', 'the reply is broken JSON: "{\\"team\\":\\"billing\\",}"'],
    [
      '{"team":"auth"}{"team":"billing"}',
      'the reply is broken JSON: "{\\"team\\":\\"auth\\"}{\\"team\\":\\"billing\\"}"',
    ],
    ['billing', 'the reply is not JSON: "billing"'],
    ['[{"team":"billing"}]', 'the reply is a JSON list, not one JSON object: "[{\\"team\\":\\"billing\\"}]"'],
    ['"billing"', 'the reply is a JSON string, not one JSON object: "\\"billing\\""'],
    ['3', 'the reply is a JSON number, not one JSON object: "3"'],
    ['null', 'the reply is `null`, not one JSON object: "null"'],
    ['{"Team":"billing"}', 'the reply has no field `team`: "{\\"Team\\":\\"billing\\"}"'],
    [
      '{"team":"auth","team":"billing"}',
      'the reply has the key "team" twice: "{\\"team\\":\\"auth\\",\\"team\\":\\"billing\\"}"',
    ],
    [
      '{"team":"auth","te\\u0061m":"billing"}',
      'the reply has the key "te\\u0061m" twice: "{\\"team\\":\\"auth\\",\\"te\\\\u0061m\\":\\"billing\\"}"',
    ],
    [
      '{"team":"auth","why":[],"team":"billing"}',
      'the reply has the key "team" twice: "{\\"team\\":\\"auth\\",\\"why\\":[],\\"team\\":\\"billing\\"}"',
    ],
    [
      '\u{FEFF}{"team":"billing"}',
      'the reply has a byte-order mark or odd white space around the JSON: "\u{FEFF}{\\"team\\":\\"billing\\"}"',
    ],
  ])('refuses %j', (reply, unreadable) => {
    expect(readReply(reply, 'json', ['team'])).toEqual({ unreadable });
  });

  it('names every field that is missing', () => {
    expect(readReply('{"why":""}', 'json', ['team', 'why', 'priority'])).toEqual({
      unreadable: 'the reply has no field `team`, `priority`: "{\\"why\\":\\"\\"}"',
    });
  });

  it('finds no inherited field', () => {
    expect(readReply('{}', 'json', ['constructor'])).toEqual({
      unreadable: 'the reply has no field `constructor`: "{}"',
    });
  });

  it('reads a field called __proto__ as any other', () => {
    const read = readReply('{"__proto__":"billing"}', 'json', ['__proto__']);
    expect('fields' in read && read.fields.get('__proto__')).toBe('billing');
  });

  it.each([
    [98, true],
    [99, true],
    [100, false],
    [200_000, false],
  ])('stops at 100 levels: the object and %i lists', (depth, isRead) => {
    const reply = `{"team":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const read = readReply(reply, 'json', ['team']);
    expect('fields' in read).toBe(isRead);
    if ('unreadable' in read)
      expect(read.unreadable).toMatch(/^the reply is nested more than 100 levels deep: /);
  });

  it('quotes no more than the beginning of a long reply', () => {
    expect(readReply('😀'.repeat(1_000_000), 'json', ['team'])).toEqual({
      unreadable: `the reply is not JSON: "${'😀'.repeat(80)}…"`,
    });
  });

  it('reads every object without repeated keys as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
        const reply = JSON.stringify(value);
        const parsed: unknown = JSON.parse(reply);
        const read = readReply(reply, 'json', []);
        expect('fields' in read && Object.fromEntries(read.fields)).toEqual(parsed);
      }),
    );
  });
});

describe('readReply, text', () => {
  it('takes the whole text, trimmed', () => {
    const read = readReply('  billing \n', 'text', ['team']);
    expect('fields' in read && [...read.fields]).toEqual([['team', 'billing']]);
  });

  it('refuses an empty one', () => {
    expect(readReply('\n', 'text', ['team'])).toEqual({ unreadable: 'the reply is empty' });
  });
});
