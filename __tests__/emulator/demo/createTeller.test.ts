import { describe, expect, it } from '@jest/globals';
import { createTeller } from '../../../emulator/demo/createTeller.ts';

function tell() {
  let told = '';
  const teller = createTeller((text) => {
    told += text;
  });
  return { teller, told: () => told };
}

describe('the teller of the demo', () => {
  it('says that the story is true when all came out as told', () => {
    const { teller, told } = tell();
    teller.act('a pull request');
    teller.expect('the verdict', ['passed'], ['passed']);
    teller.act('another one');
    teller.expectWords('the comment', 'All held.', 'held');
    expect(teller.conclude()).toBe(true);
    expect(told()).toBe(
      '\n━━ Act 1: a pull request\n\n━━ Act 2: another one\n\nThe story is true: act 1 as told, act 2 as told.\n',
    );
  });

  it('says what did not, act by act', () => {
    const { teller, told } = tell();
    teller.act('a pull request');
    teller.act('another one');
    teller.expect('the verdict', 'blocked', 'passed');
    teller.expectWords('the comment', 'Nothing.', 'held');
    expect(teller.conclude()).toBe(false);
    expect(told()).toContain(
      'The story is NOT true: act 1 as told, act 2 the verdict came to "blocked" and not to "passed" and ' +
        'the comment does not say “held”.\n',
    );
  });

  it('quotes with a mark before each line, long ones on several, but no row of a table', () => {
    const { teller, told } = tell();
    const row = `| ${'cell '.repeat(30)}|`;
    teller.quote(`${'word '.repeat(40)}\n\n${row}\n`, '┃');
    const lines = told().split('\n').slice(1, -1);
    expect(lines.every((line) => line.startsWith('  ┃'))).toBe(true);
    expect(lines).toContain(`  ┃ ${row}`);
    expect(lines).toContain('  ┃');
    for (const line of lines.filter((one) => !one.includes('|'))) expect(line.length).toBeLessThan(120);
  });
});
