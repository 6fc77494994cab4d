import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../src/domain/result.ts';
import { MARKER } from '../../src/report/escape.ts';
import { fit as fitText } from '../../src/report/fit.ts';
import { COMMENT_LIMIT, renderComment } from '../../src/report/renderComment.ts';
import { renderSummary, SUMMARY_LIMIT } from '../../src/report/renderSummary.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import { makeEvaluatedPin, makeFailedPin } from '../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import { hostile } from './hostileCorpus.ts';
import * as scenarios from './scenarios.ts';

const context = makeReportContext();
const length = (text: string) => text.length;

describe('fit', () => {
  const versions = [() => 'xxxxx', () => 'xxx', () => 'x'];

  it.each([
    [6, 'xxxxx'],
    [5, 'xxxxx'],
    [4, 'xxx'],
    [3, 'xxx'],
    [2, 'x'],
    [0, 'x'],
  ])('gives the fullest version for a limit of %i', (limit, expected) => {
    expect(fitText(versions, limit, length)).toBe(expected);
  });

  it('makes no version that it does not need', () => {
    const made: number[] = [];
    const make = (size: number) => () => {
      made.push(size);
      return 'x'.repeat(size);
    };
    fitText([make(9), make(3), make(1)], 3, length);
    expect(made).toEqual([9, 3]);
  });
});

/** A pin whose fixtures all break, so that every one of them wants a row. */
function broken(fixtures: number, teams = 1): RunResult {
  const results = Array.from({ length: fixtures }, (_, index) => {
    const team = `team-${index % teams}`;
    return makeFixtureResult({ id: `TKT-${index}`, team, line: index + 1 }, team, 'other');
  });
  return makeRunResult([makeEvaluatedPin(results)]);
}

/** Teams whose fixtures all break, each fixture answered with another team's name. */
function scattered(fixtures: number, teams: number): RunResult {
  const results = Array.from({ length: fixtures }, (_, index) => {
    const team = `team-${index % teams}`;
    const answer = `team-${(index * 7 + Math.floor(index / teams) + 1) % Math.max(teams, 80)}`;
    const fields = { subject: `A subject of ordinary length, number ${index}` };
    return makeFixtureResult({ id: `TKT-${index}`, team, line: index + 1, fields }, team, `${answer}'`);
  });
  return makeRunResult([makeEvaluatedPin(results)]);
}

/** How much is left out, from 0 (nothing) to 3 (all but the headline). */
function levelOf(comment: string): number {
  if (!comment.includes('✂️')) return 0;
  if (comment.includes('left out are the details')) return 1;
  return comment.includes('left out are all fixtures') ? 2 : 3;
}

describe('the comment', () => {
  it('has everything when everything fits', () => {
    const comment = renderComment(broken(40), context);

    expect(comment).toContain('TKT-39');
    expect(comment).toContain('What was evaluated');
    expect(comment).not.toContain('Shortened');
  });

  it('sheds to the flips, and leaves out the rest', () => {
    const [pin] = broken(100).pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const informational = Array.from({ length: 300 }, (_, index) =>
      makeFixtureResult({ id: `NEW-${index}` }),
    );
    const fixtureChanges = { added: informational.map(({ fixture }) => fixture), removed: [], edited: [] };
    const comment = renderComment(makeRunResult([{ ...pin, informational, fixtureChanges }]), context);

    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain('TKT-99`');
    expect(comment).toContain('Shortened to fit: left out are the details of the evaluation');
    expect(comment).toContain('This change also touches 300 fixtures (300 added)');
    expect(comment).not.toContain('NEW-0');
    expect(comment).not.toContain('What was evaluated');
  });

  it('sheds to the first flips, and counts the others', () => {
    const comment = renderComment(broken(2_000), context);

    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain('TKT-99`');
    expect(comment).not.toContain('TKT-100`');
    expect(comment).toContain('… and 1,900 more flipped fixtures.');
  });

  it.each([
    [1_060, 'team-1059', 'more teams.'],
    [5_000, 'team-49', 'team-50`'],
  ])('sheds to totals: %i teams, worst first', (teams, there, gone) => {
    const comment = renderComment(broken(teams, teams), context);

    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain(`### ❌ Blocked: ${teams} teams regressed`);
    expect(comment).toContain(`| \`${there}\` |`);
    expect(comment).not.toContain(gone);
    expect(comment).not.toContain('What flipped');
    expect(comment).toContain('Shortened to fit: left out are all fixtures');
    expect(comment).toContain('[the job summary](https://github.com/acme/support-agents/actions/runs/4711)');
  });

  it('holds 20,000 fixtures', () => {
    const comment = renderComment(scenarios.twentyThousand(), context);

    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain('### ❌ Blocked: 2 teams regressed: `billing` 5000/5000 → 0/5000');
    expect(comment).toContain('| `auth` | 100% (5000/5000) | 100% (5000/5000) | 0 | ✅ held |');
    expect(comment).toContain('**What flipped**: 10,000 fixtures broke');
    expect(comment).toContain('9,900 more flipped fixtures');
  });

  it.each([
    ['one team of 5', 1, 5],
    ['80 teams of 5', 80, 400],
    ['80 teams, each going to all others', 80, 6_400],
    ['one team of 20,000', 1, 20_000],
    ['80 teams of 250', 80, 20_000],
    ['2,000 teams of one', 2_000, 2_000],
  ])('holds %s, however many break and wherever they go', (_, teams, count) => {
    const comment = renderComment(scattered(count, teams), context);

    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain('### ❌ Blocked:');
    expect(comment).toContain('**Cost and speed**');
    expect(comment).toContain('actions/runs/4711');
  });

  it('sheds in one order as the fixtures grow in number: what is gone stays gone', () => {
    const sizes = [5, 40, 100, 200, 400, 1_000, 3_000];
    const levels = sizes.map((size) => levelOf(renderComment(scattered(size, size), context)));

    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    expect(new Set(levels)).toEqual(new Set([0, 1, 2]));
  });

  it('says what it leaves out, and where that is', () => {
    const lines = (size: number) =>
      renderComment(scattered(size, size), context)
        .split('\n')
        .filter((line) => line.startsWith('✂️'));
    const where =
      ' All of it is in [the job summary](https://github.com/acme/support-agents/actions/runs/4711).';

    expect(lines(5)).toEqual([]);
    expect(lines(200)).toEqual([
      `✂️ Shortened to fit: left out are the details of the evaluation, of re-runs and of fixtures that did not flip, the chart, and flips, routes, problems or lines of the prompt’s diff beyond those listed.${where}`,
    ]);
    expect(lines(3_000)).toEqual([
      `✂️ Shortened to fit: left out are all fixtures, the prompt’s diff, and teams, routes, pins or problems beyond those listed.${where}`,
    ]);
  });

  it('stays below the limit whatever is in it', () => {
    const long = 'ab`|<@'.repeat(2_000);
    const problems = Array.from({ length: 600 }, (_, index) => ({
      file: long,
      line: index + 1,
      message: long,
    }));
    const pins = Array.from({ length: 50 }, (_, index) =>
      makeFailedPin({ path: `${long}${index}`, problems }),
    );
    const result = makeRunResult(pins, { problems, warnings: problems.map(({ message }) => message) });

    expect(renderComment(result, context).length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(renderComment(hostile(), context).length).toBeLessThanOrEqual(COMMENT_LIMIT);
  });

  it('falls back to the headline and the link', () => {
    const pins = Array.from({ length: 20 }, () => hostile([`${'<'.repeat(700)}`]).pins).flat();
    const teams = Array.from({ length: 30 }, (_, index) =>
      makeFixtureResult({ team: `${'<`|'.repeat(200)}${index}` }),
    );
    const wide = Array.from({ length: 20 }, (_, index) =>
      makeEvaluatedPin(teams, {
        path: `${index}${'<'.repeat(500)}`,
        decision: {
          ...makeEvaluatedPin(teams).decision,
          verdict: 'blocked',
          reasons: Array(9).fill('<'.repeat(900)),
        },
      }),
    );
    const comment = renderComment(makeRunResult([...pins, ...wide]), context);

    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain('left out are everything but the headline');
    expect(comment).toContain('actions/runs/4711');
  });
});

describe('the job summary', () => {
  it.each([
    ['blocked', scenarios.blocked],
    ['several pins', scenarios.severalPins],
    ['two fields', scenarios.secondField],
    ['80 teams', scenarios.eightyTeamsConfirmed],
  ])('is the comment without its marker where that is whole: %s', (_, make) => {
    const comment = renderComment(make(), context);

    expect(comment).toBe(`${MARKER}\n${renderSummary(make(), context)}`);
  });

  it('has all that a shortened comment leaves out', () => {
    const comment = renderComment(scattered(1_000, 80), context);
    const summary = renderSummary(scattered(1_000, 80), context);

    expect(levelOf(comment)).toBeGreaterThan(0);
    expect(levelOf(summary)).toBe(0);
    for (let index = 0; index < 1_000; index += 1) expect(summary).toContain(`[\`TKT-${index}\`]`);
    expect(summary).toContain('What was evaluated');
  });

  it('holds 20,000 fixtures in 80 teams', () => {
    const summary = renderSummary(scattered(20_000, 80), context);

    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(summary).toContain('All of it is in `report.json`');
  });

  it('has rows that the comment has no room for', () => {
    expect(renderSummary(broken(2_000), context)).toContain('TKT-1999');
  });

  it('is cut by bytes, not characters, and names the file that has the rest', () => {
    const results = Array.from({ length: 20_000 }, (_, index) =>
      makeFixtureResult({ id: `日本語-${index}`, team: 'チーム', line: index + 1 }, 'チーム', 'その他'),
    );
    const summary = renderSummary(makeRunResult([makeEvaluatedPin(results)]), context);

    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(summary).toContain('All of it is in `report.json`');
  });
});
