import { describe, expect, it } from '@jest/globals';
import { isSystemFilePath } from '../../src/domain/isSystemFilePath.ts';

describe('isSystemFilePath', () => {
  it.each(['system.md', 'prompts/x/triage.md', 'support/triage.system.TXT', 'my-agents/a.txt'])(
    '%s can be a system prompt',
    (path) => {
      expect(isSystemFilePath(path)).toBe(true);
    },
  );

  it.each([
    'README.md',
    'docs/guide.md',
    'prompts/x/README.md',
    'AGENTS.md',
    'prompts/CHANGELOG.md',
    'src/system.ts',
    'prompts/x/system.md.bak',
  ])('%s cannot', (path) => {
    expect(isSystemFilePath(path)).toBe(false);
  });
});
