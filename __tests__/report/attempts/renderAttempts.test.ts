import { describe, expect, it } from '@jest/globals';
import type { EarlierAttempts } from '../../../src/domain/attempt.ts';
import { renderAttempts } from '../../../src/report/attempts/renderAttempts.ts';
import { makeEarlierAttempt } from '../../helpers/factories/makeAttempt.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';

const context = makeReportContext();
const none = { passed: 0, blocked: 0, error: 0 };
const earlier = (
  verdicts: readonly ('passed' | 'blocked' | 'error')[],
  older: Partial<EarlierAttempts['older']> = {},
): EarlierAttempts => ({
  recent: verdicts.map((verdict, index) => makeEarlierAttempt(index + 1, { verdict })),
  older: { ...none, ...older },
});
const at = (run: number) =>
  `[2026-08-03 09:0${run} UTC](https://github.com/acme/support-agents/actions/runs/${run}/attempts/1)`;

describe('what a reader learns of earlier attempts', () => {
  it.each([
    ['they are not known', undefined],
    ['this is the first', earlier([])],
  ])('is nothing when %s', (_, known) => {
    expect(renderAttempts(known, 'passed', context)).toEqual([]);
  });

  it('is what came of each, with its run', () => {
    expect(renderAttempts(earlier(['passed', 'error']), 'blocked', context)).toEqual([
      `ℹ️ Attempt 3 on the same versions and fixtures. Before: ✅ passed (${at(1)}), ⚠️ could not be evaluated (${at(2)}).`,
    ]);
  });

  it.each([
    ['blocked', 'blocked', 'ℹ️'],
    ['blocked', 'error', 'ℹ️'],
    ['passed', 'passed', 'ℹ️'],
    ['error', 'passed', 'ℹ️'],
    ['blocked', 'passed', '⚠️'],
  ] as const)('of one that was %s, where this one is %s, stands after %s', (before, now, mark) => {
    const [text] = renderAttempts(earlier([before]), now, context);
    expect(text?.startsWith(`${mark} `)).toBe(true);
  });

  it.each([
    [1, 'once'],
    [2, 'twice'],
    [3, '3 times'],
  ])('is a warning where %i blocked and this one passes', (blocks, times) => {
    const [text] = renderAttempts(earlier(['passed', ...Array(blocks).fill('blocked')]), 'passed', context);
    expect(text).toContain(
      `⚠️ **Attempt ${blocks + 2} on the same versions and fixtures: blocked ${times} before, passed now.** ` +
        'Nothing that was compared has changed, so look at those runs before you rely on this one. Before: ✅ passed',
    );
  });

  it('warns of a block that is only counted by now', () => {
    const [text] = renderAttempts(earlier(['passed'], { blocked: 1 }), 'passed', context);
    expect(text).toContain('blocked once before, passed now.** Nothing that was compared has changed');
    expect(text).toContain(`Before: 1 older (1 blocked), ✅ passed (${at(1)}).`);
  });

  it('names the newest five, and counts the rest', () => {
    const known = earlier(['blocked', 'error', 'passed', 'passed', 'passed', 'passed', 'passed'], {
      blocked: 10,
      passed: 1,
    });
    const [text] = renderAttempts(known, 'blocked', context);
    expect(text).toContain('Attempt 19 on');
    expect(text).toContain(
      `Before: 13 older (11 blocked, 1 could not be evaluated, 1 passed), ✅ passed (${at(3)}),`,
    );
    expect(text?.match(/✅/g)).toHaveLength(5);
  });

  it('says by another policy, and does not say then that nothing has changed', () => {
    const known = {
      recent: [makeEarlierAttempt(1, { otherPolicy: true }), makeEarlierAttempt(2, { verdict: 'passed' })],
      older: none,
    };
    expect(renderAttempts(known, 'passed', context)).toEqual([
      `⚠️ **Attempt 3 on the same versions and fixtures: blocked once before, passed now.** Another policy judges now. Before: ❌ blocked (${at(1)}, by another policy), ✅ passed (${at(2)}).`,
    ]);
  });

  it('has no links where nobody knows where they would lead', () => {
    expect(renderAttempts(earlier(['blocked']), 'blocked', {})).toEqual([
      'ℹ️ Attempt 2 on the same versions and fixtures. Before: ❌ blocked (2026-08-03 09:01 UTC).',
    ]);
  });

  it('takes the first and the last moment that a record can have', () => {
    for (const startedAt of [0, 253_402_300_799_000]) {
      const known = { recent: [makeEarlierAttempt(1, { startedAt })], older: none };
      expect(renderAttempts(known, 'blocked', {})[0]).toMatch(
        /\((?:1970-01-01 00:00|9999-12-31 23:59) UTC\)/,
      );
    }
  });
});
