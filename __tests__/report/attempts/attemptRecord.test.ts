import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AttemptRecord } from '../../../src/report/attempts/attemptRecord.ts';
import {
  RECENT_LIMIT,
  RECORD_END,
  RECORD_LIMIT,
  RECORD_START,
} from '../../../src/report/attempts/attemptRecordFormat.ts';
import { readAttemptRecord } from '../../../src/report/attempts/readAttemptRecord.ts';
import { writeAttemptRecord } from '../../../src/report/attempts/writeAttemptRecord.ts';
import { MARKER } from '../../../src/report/escape.ts';
import { makeAttempt, makeSubject } from '../../helpers/factories/makeAttempt.ts';

const toBody = (record: AttemptRecord) => `${MARKER}\n${writeAttemptRecord(record)}\n### ✅ Passed\n`;
const reread = (record: AttemptRecord) => readAttemptRecord(toBody(record)).record;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const nothing = { record: { subjects: [], forgotten: 0 }, isBroken: false };
const broken = { record: { subjects: [], forgotten: 0 }, isBroken: true };

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));
const count = fc.integer({ min: 0, max: 10_000 });
const attempt = fc.record({
  run: fc.record({
    id: fc.integer({ min: 1, max: 99_999_999_999 }),
    attempt: fc.integer({ min: 1, max: 99 }),
  }),
  verdict: fc.constantFrom('passed', 'blocked', 'error'),
  startedAt: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
  policy: hex(8),
});
const records: fc.Arbitrary<AttemptRecord> = fc.record({
  forgotten: count,
  subjects: fc.uniqueArray(
    fc.record({
      subject: hex(24),
      older: fc.record({ passed: count, blocked: count, error: count }),
      recent: fc.uniqueArray(attempt, {
        maxLength: 40,
        selector: ({ run }) => `${run.id}-${run.attempt}`,
      }),
    }),
    { maxLength: 12, selector: ({ subject }) => subject },
  ),
});

/** How many attempts the record knows of in each verdict, over all subjects. */
function countAll({ subjects }: AttemptRecord) {
  const total = (verdict: 'passed' | 'blocked' | 'error') =>
    subjects.reduce(
      (sum, { older, recent }) =>
        sum + older[verdict] + recent.filter((one) => one.verdict === verdict).length,
      0,
    );
  return { passed: total('passed'), blocked: total('blocked'), error: total('error') };
}

describe('the record of attempts', () => {
  it('comes back as it was written', () => {
    const record = {
      forgotten: 2,
      subjects: [
        makeSubject(1, [1, 2]),
        makeSubject(2, [3], { older: { passed: 1, blocked: 4, error: 2 } }),
        makeSubject(3, [], { recent: [makeAttempt(4, { verdict: 'error', run: { id: 4, attempt: 7 } })] }),
      ],
    };
    expect(readAttemptRecord(toBody(record))).toEqual({ record, isBroken: false });
  });

  it('never loses count, keeps to its limits and is one hidden line', () => {
    fc.assert(
      fc.property(records, (record) => {
        const line = writeAttemptRecord(record);
        expect(line).toMatch(/^<!-- pin-gate-attempts: [A-Za-z0-9+/]+={0,2} -->$/);
        expect(line.length).toBeLessThanOrEqual(RECORD_START.length + RECORD_LIMIT + RECORD_END.length);

        const { record: back, isBroken } = readAttemptRecord(toBody(record));
        expect(isBroken).toBe(false);
        expect(countAll(back)).toEqual(countAll(record));
        expect(back.subjects.map(({ subject }) => subject)).toEqual(
          record.subjects.map(({ subject }) => subject),
        );
        // What is read fits, so that writing it again changes nothing.
        expect(writeAttemptRecord(back)).toBe(line);
        for (const [index, { recent }] of back.subjects.entries()) {
          const all = record.subjects[index]?.recent ?? [];
          expect(recent).toEqual(recent.length === 0 ? [] : all.slice(-recent.length));
        }
      }),
    );
  });

  it.each([
    [RECENT_LIMIT - 1, 0],
    [RECENT_LIMIT, 0],
    [RECENT_LIMIT + 1, 1],
  ])('keeps of %i attempts all but %i one by one', (attempts, counted) => {
    const runs = Array.from({ length: attempts }, (_, index) => index + 1);
    const [subject] = reread({ subjects: [makeSubject(1, runs)], forgotten: 0 }).subjects;
    expect(subject?.older).toEqual({ passed: 0, blocked: counted, error: 0 });
    expect(subject?.recent.map(({ run }) => run.id)).toEqual(runs.slice(counted));
  });

  it('counts the oldest attempts of all subjects first when it is full', () => {
    const subjects = Array.from({ length: 10 }, (_, index) =>
      makeSubject(index, index === 4 ? [1, 2, 3] : Array.from({ length: 18 }, (__, run) => 100 + run)),
    );
    const back = reread({ subjects, forgotten: 0 });
    expect(back.subjects[4]).toMatchObject({ older: { blocked: 3 }, recent: [] });
    expect(countAll(back)).toEqual(countAll({ subjects, forgotten: 0 }));
    expect(back.forgotten).toBe(0);
  });

  it('forgets the oldest subjects when even their counts have no room, and says how many', () => {
    const subjects = Array.from({ length: 500 }, (_, index) => makeSubject(index, [index + 1]));
    const back = reread({ subjects, forgotten: 3 });
    expect(back.subjects.length).toBeGreaterThan(100);
    expect(back.subjects.at(-1)?.subject).toBe(subjects.at(-1)?.subject);
    expect(back.forgotten).toBe(3 + 500 - back.subjects.length);
  });

  it('survives the line ends of GitHub’s editor', () => {
    const record = { subjects: [makeSubject(1, [1])], forgotten: 0 };
    expect(reread(record)).toEqual(record);
    expect(readAttemptRecord(toBody(record).replaceAll('\n', '\r\n'))).toEqual({ record, isBroken: false });
  });
});

const written = {
  version: 1,
  forgotten: 0,
  subjects: [['0'.repeat(24), [0, 0, 0], [[1, 1, 'blocked', 1, '0123abcd']]]],
};
const [[digest, older, [entry]]] = written.subjects as [[string, number[], unknown[][]]];

describe('readAttemptRecord', () => {
  it.each([
    ['no comment', undefined],
    ['an empty one', ''],
    ['one without a record', `${MARKER}\n### ✅ Passed\n`],
    ['one of another program', `<!-- other -->\n${RECORD_START}${encode(written)}${RECORD_END}\n`],
    ['one that has it further down', `${MARKER}\n\n${RECORD_START}${encode(written)}${RECORD_END}\n`],
    ['one that has it within a line', `${MARKER}\n> ${RECORD_START}${encode(written)}${RECORD_END}\n`],
  ])('finds nothing, and nothing wrong, in %s', (_, body) => {
    expect(readAttemptRecord(body)).toEqual(nothing);
  });

  it('reads what the broken ones below are made from', () => {
    const body = `${MARKER}\n${RECORD_START}${encode(written)}${RECORD_END}`;
    expect(readAttemptRecord(body)).toMatchObject({ isBroken: false, record: { subjects: [{}] } });
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['what is not base64', '!!!'],
    ['base64 with white space', `${encode(written).slice(0, 8)} ${encode(written).slice(8)}`],
    ['what is not JSON', Buffer.from('{').toString('base64')],
    ['what is not UTF-8', Buffer.from([0xff, 0xfe, 0x00]).toString('base64')],
    ['no object', encode(null)],
    ['a list', encode([])],
    ['another version', encode({ ...written, version: 2 })],
    ['no version', encode({ ...written, version: undefined })],
    ['a key too many', encode({ ...written, extra: 1 })],
    ['a negative count', encode({ ...written, forgotten: -1 })],
    ['a count that is no whole number', encode({ ...written, forgotten: 0.5 })],
    ['another subject’s form', encode({ ...written, subjects: [['x', older, [entry]]] })],
    ['the same subject twice', encode({ ...written, subjects: [...written.subjects, ...written.subjects] })],
    ['the same run twice', encode({ ...written, subjects: [[digest, older, [entry, entry]]] })],
    [
      'more attempts than are kept',
      encode({
        ...written,
        subjects: [
          [
            digest,
            older,
            Array.from({ length: RECENT_LIMIT + 1 }, (_, i) => [i + 1, 1, 'passed', 1, '0123abcd']),
          ],
        ],
      }),
    ],
    ...(
      [
        ['no run', [0, 1, 'blocked', 1, '0123abcd']],
        ['a run id that is no safe number', [2 ** 53, 1, 'blocked', 1, '0123abcd']],
        ['a run id that is text', ['1', 1, 'blocked', 1, '0123abcd']],
        ['another verdict', [1, 1, '<b>', 1, '0123abcd']],
        ['a time that no clock shows', [1, 1, 'blocked', 1e15, '0123abcd']],
        ['a policy that is text', [1, 1, 'blocked', 1, '](https://evil.example)']],
        ['a column too few', [1, 1, 'blocked', 1]],
        ['a column too many', [1, 1, 'blocked', 1, '0123abcd', 1]],
      ] as const
    ).map(([title, row]): [string, string] => [
      title,
      encode({ ...written, subjects: [[digest, older, [row]]] }),
    ]),
    ['more than there is room for', 'A'.repeat(RECORD_LIMIT + 4)],
    ['a megabyte', 'A'.repeat(1_000_000)],
  ])('believes nothing of a record with %s', (_, base64) => {
    const body = `${MARKER}\n${RECORD_START}${base64}${RECORD_END}\n### ✅ Passed\n`;
    expect(readAttemptRecord(body)).toEqual(broken);
  });

  it.each([
    ['breaks off', `${RECORD_START}${encode(written)}`],
    ['goes on after its end', `${RECORD_START}${encode(written)}${RECORD_END} more`],
  ])('believes nothing of a record that %s', (_, line) => {
    expect(readAttemptRecord(`${MARKER}\n${line}\n`)).toEqual(broken);
  });

  it('takes any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readAttemptRecord(`${MARKER}\n${RECORD_START}${text}`).record).toEqual(nothing.record);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        const base64 = Buffer.from(text).toString('base64');
        expect(readAttemptRecord(`${MARKER}\n${RECORD_START}${base64}${RECORD_END}`)).toEqual(broken);
      }),
    );
  });
});
