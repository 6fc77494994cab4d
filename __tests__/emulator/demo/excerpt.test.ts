import { describe, expect, it } from '@jest/globals';
import { excerpt } from '../../../emulator/demo/excerpt.ts';

const comment = [
  '<!-- pin-gate -->',
  '### ✅ Passed: 4 teams held',
  '',
  '[`x.yml`](https://github.com/a/b): version 1 → **2**',
  '',
  'Cost <span>$</span>0.01',
  '',
  '| Team | v1 |',
  '| :-- | --: |',
  '| `a`<br>b&nbsp;c | 1/2 |',
  '',
  '<!-- pin-gate-kept -->',
].join('\n');

describe('excerpt', () => {
  it('keeps the paragraphs that are asked for, and an ellipsis for what is between', () => {
    expect(excerpt(comment, [/^### /, /^\| Team/])).toBe(
      '### ✅ Passed: 4 teams held\n\n…\n\n| Team | v1 |\n| :-- | --: |\n| `a` b c | 1/2 |',
    );
  });

  it('shows what GitHub shows', () => {
    expect(excerpt(comment, [/version/, /Cost/])).toBe(
      '…\n\n[`x.yml`]: version 1 → **2**\n\nCost $0.01\n\n…',
    );
  });
});
