import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../../src/domain/result.ts';
import { renderTerminal } from '../../../src/report/renderTerminal.ts';
import { displayWidth } from '../../../src/report/terminal/displayWidth.ts';
import { wrapLine } from '../../../src/report/terminal/wrapLine.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import { makeEvaluatedPin } from '../../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../../helpers/factories/makeRunResult.ts';
import { HOSTILE, hostile } from '../hostileCorpus.ts';
import * as scenarios from '../scenarios.ts';

const context = makeReportContext();

const RESULTS: readonly (readonly [string, RunResult])[] = [
  ['confirmed loss', scenarios.confirmedLoss()],
  ['forgiven', scenarios.forgiven()],
  ['could not evaluate', scenarios.couldNotEvaluate()],
  ['new pin', scenarios.newPin()],
  ['several pins', scenarios.severalPins()],
  ['eighty teams', scenarios.eightyTeams()],
  ['draft made', scenarios.draftMade()],
  ['rollback', scenarios.rollbackKnown()],
  ['several pending', scenarios.severalPending()],
  ['hostile', hostile(HOSTILE.filter((_, index) => index % 4 === 0))],
];

/** A word that is wider than the terminal is left whole, so that it can be copied. */
function fits(line: string, width: number): boolean {
  return displayWidth(line) <= width || /^\s*(?:\S{1,2} )?\S+$/.test(line);
}

describe.each(RESULTS)('the report in a terminal: %s', (_, result) => {
  it.each([60, 80, 120])('fits into %i columns', (width) => {
    const lines = renderTerminal(result, context, { width }).split('\n');
    const isTable = (line: string) => /^[┌├└│]/.test(line);
    expect(lines.filter((line) => isTable(line) && displayWidth(line) > width)).toEqual([]);
    expect(lines.filter((line) => !isTable(line) && !fits(line, width))).toEqual([]);
  });

  it.each([undefined, 80])('says the same with colours as without (width %s)', (width) => {
    const plain = renderTerminal(result, context, { width });
    const colored = renderTerminal(result, context, { width, color: true });
    expect(plain).not.toContain('\u001b');
    expect(stripVTControlCharacters(colored)).toBe(plain);
    // No line leaves a colour to the next one.
    for (const line of colored.split('\n')) {
      const codes = line.match(/\u001b\[[\d;]*m/g) ?? [];
      if (codes.length > 0) expect(codes.at(-1)).toMatch(/^\u001b\[(?:0|39|22)m$/);
    }
  });
});

describe('the report in a terminal', () => {
  const text = renderTerminal(scenarios.confirmedLoss(), context, { color: true });

  it('colours verdicts and flips, and says them in words too', () => {
    expect(text).toMatch(/^\u001b\[1;31m❌ Blocked: `billing` regressed: 4\/5 → 2\/5\u001b\[0m\n/);
    for (const cell of [
      '31m❌ regressed',
      '32m✅ held',
      '31m❌ broke',
      '32m✅ fixed',
      '1m🎲 Looks flaky',
      '2m64 sessions, $0.06, 15 s',
    ])
      expect(text).toContain(`\u001b[${cell}\u001b[0m`);
  });

  it('names the expected answer once where it is the team', () => {
    expect(text).toContain('Team (expected)');
    const results = [makeFixtureResult({ fields: { priority: 'high' } }, 'billing', 'auth')];
    const pin = makeEvaluatedPin(results);
    const policy = { ...pin.source.policy, expect: { priority: 'exact' as const } };
    const other = renderTerminal(makeRunResult([{ ...pin, source: { ...pin.source, policy } }]), context);
    expect(other).toMatch(/Team +│ Expected /);
  });

  it('takes forty columns for the least', () => {
    const [narrow, least] = [1, 40].map((width) => renderTerminal(scenarios.blocked(), context, { width }));
    expect(narrow).toBe(least);
  });
});

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['billing', 7],
    ['−2 → 4×', 7],
    ['❌ broke', 8],
    ['⚠️ unclear', 10],
    ['👩‍💻', 2],
    ['日本語', 6],
    ['e\u0301', 1],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('wrapLine', () => {
  it.each([
    ['a line that fits', 16, 'a line that fits'],
    ['a line that fits', 15, 'a line that\n  fits'],
    ['a', 1, 'a'],
    ['one two', 3, 'one\n  two'],
    ['averylongword and more', 8, 'averylongword\n  and\n  more'],
    ['- averylongword', 8, '- averylongword'],
  ])('%j in %i columns', (line, width, wrapped) => {
    expect(wrapLine(line, width, '  ')).toBe(wrapped);
  });

  it('wraps nothing where the width is not known', () => {
    expect(wrapLine('x '.repeat(500), undefined)).toHaveLength(1_000);
  });
});
