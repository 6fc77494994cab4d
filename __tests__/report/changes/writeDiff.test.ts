import { describe, expect, it } from '@jest/globals';
import { diffPrompts } from '../../../src/report/changes/diffPrompts.ts';
import { hasMarks, writeDiff } from '../../../src/report/changes/writeDiff.ts';

function write(before: string, after: string, limit = Number.POSITIVE_INFINITY) {
  return writeDiff(diffPrompts(before, after).hunks, limit);
}

describe('writeDiff', () => {
  it('writes signs, places and changed words so that nothing depends on colour', () => {
    expect(write('Read it.\nSend it to the team.\n', 'Read it.\nSend it to one team.\nBe brief.\n')).toEqual({
      left: 0,
      lines: [
        '@@ -1,2 +1,3 @@',
        '  Read it.',
        '- Send it to [-the-] team.',
        '+ Send it to {+one+} team.',
        '+ Be brief.',
      ],
    });
  });

  it('has a place for a text that is empty', () => {
    expect(write('', 'a').lines).toEqual(['@@ -0,0 +1,1 @@', '+ a']);
    expect(write('a', '').lines).toEqual(['@@ -1,1 +0,0 @@', '- a']);
  });

  it('shows white space that changed, and characters that hide', () => {
    expect(write('a  b', 'a\tb').lines.slice(1)).toEqual(['- a[-··-]b', '+ a{+→+}b']);
    expect(write('', 'x\u202ey\u200b\u0007\rz').lines.slice(1)).toEqual(['+ x\\u202ey\\u200b\\u0007↵z']);
    expect(write('', '\tindented').lines.slice(1)).toEqual(['+   indented']);
  });

  it('cuts what stays the same out of a long line first, and shortens what is still too long', () => {
    const [start, end] = ['a '.repeat(2_000), 'z '.repeat(2_000)];
    const [, removed = '', added = ''] = write(`${start}old ${end}`, `${start}new ${end}`).lines;
    expect(removed).toMatch(/^- (?:a ){30} … (?: ?a)+ \[-old-\](?: z){30} … [z ]+$/);
    expect(added).toContain('{+new+}');
    const [, long = ''] = write('', 'x'.repeat(100_000)).lines;
    expect(long).toHaveLength(2 + 600 + 1);
  });

  it('stops after so many lines, and counts the others', () => {
    const lines = (word: string) =>
      Array.from({ length: 30 }, (_, index) => (index % 20 === 5 ? word : `${index}`));
    const [before, after] = [lines('old').join('\n'), lines('new').join('\n')];
    const whole = write(before, after);
    expect([whole.lines.length, whole.left]).toEqual([2 * (1 + 8), 0]);
    expect(write(before, after, 16).left).toBe(0);
    expect(write(before, after, 10)).toEqual({ lines: whole.lines.slice(0, 12), left: 6 });
    expect(write(before, after, 8)).toEqual({ lines: whole.lines.slice(0, 9), left: 8 });
    expect(write(before, after, 0)).toEqual({ lines: [], left: 16 });
  });

  it('says whether words are marked', () => {
    expect(hasMarks(diffPrompts('the billing team', 'a billing team').hunks)).toBe(true);
    expect(hasMarks(diffPrompts('x', 'y').hunks)).toBe(false);
  });
});
