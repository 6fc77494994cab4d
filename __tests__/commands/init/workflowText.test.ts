import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { WORKFLOW_TEXT } from '../../../src/commands/init/workflowText.ts';

describe('the workflow', () => {
  it('is the one that README.md tells to copy', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', '..', '..', 'README.md'), 'utf8');
    const [, block] =
      /### 1\. The workflow\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readme.replaceAll('\r\n', '\n')) ?? [];
    expect(block).toBe(WORKFLOW_TEXT);
  });
});
