import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffPrompts, toLines } from '../../../src/report/changes/diffPrompts.ts';
import type { DiffLine, PromptDiff } from '../../../src/report/changes/promptDiff.ts';

const SIGNS = { same: ' ', removed: '-', added: '+' } as const;

function textOf({ segments }: DiffLine): string {
  return segments.map(({ text }) => text).join('');
}

/** Each hunk as lines with their sign; changed words in brackets. */
function draw({ hunks }: PromptDiff): readonly (readonly string[])[] {
  return hunks.map(({ lines }) =>
    lines.map(
      ({ kind, segments }) =>
        SIGNS[kind] + segments.map(({ text, changed }) => (changed ? `[${text}]` : text)).join(''),
    ),
  );
}

function numbered(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${write(index)}\n`).join('');
}

describe('diffPrompts', () => {
  it.each([
    ['', ''],
    ['one', 'one'],
    ['one\n', 'one'],
    ['one\r\ntwo', 'one\ntwo\n'],
  ])('finds nothing between %j and %j', (before, after) => {
    expect(diffPrompts(before, after)).toEqual({ hunks: [], added: 0, removed: 0 });
  });

  it('tells a new prompt and a prompt that was taken away', () => {
    const [text, lines] = ['one\ntwo', ['one', 'two']];
    expect(diffPrompts('', text)).toMatchObject({ added: 2, removed: 0 });
    expect(draw(diffPrompts('', text))).toEqual([lines.map((line) => `+${line}`)]);
    expect(diffPrompts(text, '')).toMatchObject({ added: 0, removed: 2 });
    expect(draw(diffPrompts(text, ''))).toEqual([lines.map((line) => `-${line}`)]);
  });

  it('tells a blank line more at the end', () => {
    expect(draw(diffPrompts('one\n', 'one\n\n'))).toEqual([[' one', '+']]);
  });

  it('numbers the lines of both texts', () => {
    const [hunk] = diffPrompts('a\nb\nc', 'a\nx\ny\nc').hunks;
    expect(hunk?.lines.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['same', 1, 1],
      ['removed', 2, undefined],
      ['added', undefined, 2],
      ['added', undefined, 3],
      ['same', 3, 4],
    ]);
  });

  it('shows three lines around a change, and makes one hunk of changes that are near each other', () => {
    const write = (changed: readonly number[]) =>
      numbered(30, (index) => (changed.includes(index) ? 'new' : `${index}`));
    const sizes = (changed: readonly number[]) =>
      diffPrompts(write([]), write(changed)).hunks.map(({ lines }) => lines.length);
    expect(sizes([0])).toEqual([5]);
    expect(sizes([10])).toEqual([8]);
    expect(sizes([10, 17])).toEqual([16]);
    expect(sizes([10, 18])).toEqual([8, 8]);
    expect(sizes([29])).toEqual([5]);
  });

  it('marks the words that changed where a line changed a little', () => {
    expect(
      draw(diffPrompts('Send invoices to the billing team.', 'Send all invoices to each billing team.')),
    ).toEqual([['-Send invoices to [the] billing team.', '+Send [all ]invoices to [each] billing team.']]);
  });

  it('marks words that stand next to each other as one', () => {
    expect(draw(diffPrompts('one of P0, P1 or P2 at last', 'one of P0 or P1 at last'))).toEqual([
      ['-one of P0[, P1 ]or [P2] at last', '+one of P0 or [P1] at last'],
    ]);
    expect(draw(diffPrompts('the big old billing team', 'a large new billing team'))).toEqual([
      ['-[the big old] billing team', '+[a large new] billing team'],
    ]);
  });

  it('marks no words between lines that have little in common', () => {
    expect(draw(diffPrompts('Be brief.', 'Answer in JSON, with the one key team.'))).toEqual([
      ['-Be brief.', '+Answer in JSON, with the one key team.'],
    ]);
  });

  it('compares a line with the one that it became, not with the one in its place', () => {
    const before = 'Invoices go to the billing team.\nLogins go to the auth team.';
    const after =
      'Read the ticket twice.\nInvoices go to the new billing team.\nLogins go to the auth team at once.';
    expect(draw(diffPrompts(before, after))).toEqual([
      [
        '-Invoices go to the billing team.',
        '-Logins go to the auth team.',
        '+Read the ticket twice.',
        '+Invoices go to the [new ]billing team.',
        '+Logins go to the auth team[ at once].',
      ],
    ]);
  });

  it.each([
    ['a  b', 'a b', ['-a[  ]b', '+a[ ]b']],
    ['billing team ', 'billing team', ['-billing team[ ]', '+billing team']],
    ['  Route it.', '\tRoute it.', ['-[  ]Route it.', '+[\t]Route it.']],
  ])('marks changes of white space alone: %j → %j', (before, after, lines) => {
    expect(draw(diffPrompts(before, after))).toEqual([lines]);
  });

  it('takes no character apart', () => {
    expect(draw(diffPrompts('Sag 👩‍💻 日本語 heißt', 'Sag 👨‍💻 日本人 heiß'))[0]?.join('')).not.toMatch(
      /\p{Cs}/u,
    );
    expect(draw(diffPrompts('Größe der Rechnung', 'Größen der Rechnung'))).toEqual([
      ['-[Größe] der Rechnung', '+[Größen] der Rechnung'],
    ]);
  });

  it('keeps a lone carriage return and other line separators inside their line', () => {
    expect(draw(diffPrompts('a\rb', 'a\u2028b'))).toEqual([['-a[\r]b', '+a[\u2028]b']]);
  });

  it('leads from the one text to the other', () => {
    const line = fc.constantFrom(
      '',
      'a',
      'b',
      'a b',
      'a  b',
      'the billing team',
      'the auth team',
      '- x',
      '@@',
      '\r',
    );
    const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { hunks, added, removed } = diffPrompts(before, after);
        const old = toLines(before);
        const rebuilt: string[] = [];
        let next = 0;
        for (const line of hunks.flatMap(({ lines }) => lines)) {
          if (line.before !== undefined) {
            rebuilt.push(...old.slice(next, line.before - 1));
            expect(textOf(line)).toBe(old[line.before - 1]);
            next = line.before;
          }
          if (line.kind === 'added') {
            // Added lines have no place in the old text but the lines around them.
            while (rebuilt.length < (line.after ?? 0) - 1) rebuilt.push(old[next++] ?? '(none)');
          }
          if (line.after !== undefined) {
            rebuilt.push(textOf(line));
            expect(rebuilt).toHaveLength(line.after);
          }
        }
        rebuilt.push(...old.slice(next));
        expect(rebuilt).toEqual(toLines(after));
        expect(added - removed).toBe(toLines(after).length - old.length);
        // As lists: no line at all is not one empty line.
        expect(hunks.length === 0).toBe(JSON.stringify(old) === JSON.stringify(toLines(after)));
      }),
    );
  });
});

describe('prompts of 100,000 characters', () => {
  const words = (step: number) =>
    Array.from({ length: 17_000 }, (_, index) => `w${(index * step) % 977}`).join(' ');
  const few = words(7);

  it.each<readonly [string, string, string]>([
    [
      '5,000 lines that all change',
      numbered(5_000, (i) => `rule ${i}, the old`),
      numbered(5_000, (i) => `rule ${i}, new`),
    ],
    [
      'every second of 5,000 lines',
      numbered(5_000, (i) => `rule ${i}`),
      numbered(5_000, (i) => `rule ${i} ${i % 2}`),
    ],
    ['50,000 lines that all change', 'a\n'.repeat(50_000), 'b\n'.repeat(50_000)],
    ['one line with a few changes', few, few.replaceAll('w13 ', 'w1313 ')],
    ['one line of other words', few, words(11)],
    ['one line without a word', '-*'.repeat(50_000), `${'*-'.repeat(50_000)}.`],
    [
      '400 long lines that change a little',
      numbered(400, (i) => few.slice(i * 250, i * 250 + 249)),
      numbered(400, (i) => few.slice(i * 250, i * 250 + 249).replaceAll(/w([135])/g, 'v$1')),
    ],
  ])('are compared in time: %s', (_, before, after) => {
    const start = performance.now();
    const { added, removed } = diffPrompts(before, after);
    // A fifth of a second on an idle machine; without a bound it would be minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(added).toBeGreaterThan(0);
    expect(removed).toBeGreaterThan(0);
  });

  it('keep what stays at both ends where everything between is replaced', () => {
    const middle = (word: string) => numbered(3_000, (index) => `${word} ${index}`);
    const { added, removed, hunks } = diffPrompts(
      `start\n${middle('old')}end\n`,
      `start\n${middle('new')}end\n`,
    );
    expect([added, removed, hunks.length]).toEqual([3_000, 3_000, 1]);
    expect(hunks[0]?.lines[0]).toMatchObject({ kind: 'same', before: 1, after: 1 });
    expect(hunks[0]?.lines.at(-1)).toMatchObject({ kind: 'same', before: 3_002, after: 3_002 });
  });
});
