import { describe, expect, it } from '@jest/globals';
import { eachLine } from '../../../emulator/demo/eachLine.ts';
import { readLogLine } from '../../../emulator/demo/readLogLine.ts';

describe('a line of a step’s log', () => {
  it.each([
    ['plain', 'plain'],
    ['a::b', 'a::b'],
    ['::add-mask::secret', undefined],
    ['::endgroup::', undefined],
    ['::group::46 sessions', '46 sessions'],
    ['::error title=Pin Gate%3A blocked,file=x.yml,line=4::Blocked: 100%25', 'Error: Blocked: 100%'],
    ['::warning::One%0Atwo', 'Warning: One two'],
  ])('%s', (line, shown) => {
    expect(readLogLine(line)).toBe(shown);
  });

  it('is cut where the rest is a matter for the comment', () => {
    expect(readLogLine('x'.repeat(500))).toBe(`${'x'.repeat(159)}…`);
  });

  it('is whole however it came', () => {
    const lines: string[] = [];
    const read = eachLine((line) => lines.push(line));
    for (const piece of ['a', 'b\nc\n\nd', '\n', 'no end']) read(piece);
    expect(lines).toEqual(['ab', 'c', '', 'd']);
  });
});
