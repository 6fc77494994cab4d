import { EOL } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createActionsLog } from '../../../src/adapters/log/createActionsLog.ts';
import { createTerminalLog } from '../../../src/adapters/log/createTerminalLog.ts';

describe('createActionsLog', () => {
  let written = '';
  beforeEach(() => {
    written = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('prints plain lines as they are', () => {
    createActionsLog().info('done 3 of 40\n\tcost: 0.12 :: so far');
    expect(written).toBe(`done 3 of 40\n\tcost: 0.12 :: so far${EOL}`);
  });

  it.each([
    ['at the start', '::error::owned', '\\::error::owned'],
    ['after white space', ' \t\u3000::set-output name=a::b', ' \t\u3000\\::set-output name=a::b'],
    ['after a line feed', 'x\n::error::owned', 'x\n\\::error::owned'],
    ['after a carriage return', 'x\r::error::owned', 'x\n\\::error::owned'],
    ['after both', 'x\r\n::error::owned', 'x\n\\::error::owned'],
    ['after a separator of Unicode', 'x\u2028::error::owned', 'x\n\\::error::owned'],
    ['behind a control character', '\u0000\u001b::error::owned', '\\::error::owned'],
    ['in pieces', ':\u0007:error::owned', '\\::error::owned'],
    ['in the older form, anywhere', 'x ##[add-mask]y ##[error]z', 'x ##\\[add-mask]y ##\\[error]z'],
    ['in the older form, in pieces', '#\u0000#[error]z', '##\\[error]z'],
    ['behind a byte-order mark', '\uFEFF::error::owned', '\uFEFF\\::error::owned'],
  ])('lets no text start a command %s', (_title, text, printed) => {
    createActionsLog().info(text);
    expect(written).toBe(`${printed}${EOL}`);
  });

  it('writes warnings and groups as commands of one line', () => {
    const log = createActionsLog();
    log.startGroup('prompts/a\n::error::owned');
    log.warning('50 % of\r\n::error::owned \u001b[31mred');
    log.endGroup();
    expect(written.split(EOL)).toEqual([
      '::group::prompts/a%0A::error::owned',
      '::warning::50 %25 of%0A::error::owned [31mred',
      '::endgroup::',
      '',
    ]);
  });
});

describe('createTerminalLog', () => {
  it('writes plain lines, without what would move the cursor or turn the text round', () => {
    const lines: string[] = [];
    const log = createTerminalLog({ write: (text) => lines.push(text) });
    log.startGroup('prompts/a');
    log.info('a\u001b[2Jb\u0007\u202ec\td\r\ne');
    log.warning('careful');
    log.endGroup();
    expect(lines).toEqual(['prompts/a\n', 'a[2Jbc\td\ne\n', 'warning: careful\n']);
  });
});
