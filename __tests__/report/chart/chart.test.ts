import { describe, expect, it } from '@jest/globals';
import { marked } from 'marked';
import type { FixtureResult } from '../../../src/domain/trial.ts';
import { buildReport } from '../../../src/report/buildReport.ts';
import { nameForChart } from '../../../src/report/chart/nameForChart.ts';
import { renderChart } from '../../../src/report/chart/renderChart.ts';
import { renderComment } from '../../../src/report/renderComment.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import { makeEvaluatedPin } from '../../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../../helpers/factories/makeRunResult.ts';
import { HOSTILE } from '../hostileCorpus.ts';
import * as scenarios from '../scenarios.ts';

const context = makeReportContext();

/** One fixture a team, of which the first breaks. */
function draw(teams: readonly string[], answer = 'sales'): readonly string[] {
  const results = teams.map((team, index) =>
    makeFixtureResult({ id: `${index}`, team }, team, index === 0 ? answer : team),
  );
  return drawResults(results);
}

function drawResults(results: readonly FixtureResult[]): readonly string[] {
  const [section] = buildReport(makeRunResult([makeEvaluatedPin(results)]), context).sections;
  return section?.evaluation === undefined ? [] : renderChart(section.evaluation);
}

const named = (count: number) => Array.from({ length: count }, (_, index) => `team-${index}`);

/** The code blocks as GitHub's Markdown has them. */
function listCode(blocks: readonly string[]): readonly { lang?: string | undefined; text: string }[] {
  return marked.lexer(blocks.join('\n\n')).flatMap((token) => {
    if (token.type !== 'code') return [];
    const { lang, text } = token;
    return [{ lang: typeof lang === 'string' ? lang : undefined, text: String(text) }];
  });
}

describe('the chart', () => {
  it('has a labelled bar for each version of each team, and the whole range', () => {
    const comment = renderComment(scenarios.blocked(), context);

    expect(comment).toContain(
      'x-axis ["billing, was", "billing, now", "api-platform, was", "api-platform, now",',
    );
    expect(comment).toContain(
      'y-axis 0 --> 100\n  bar [80, 40, 80, 100, 100, 100, 100, 100]\n```\n\n</details>',
    );
  });

  it.each([
    [1, 0],
    [2, 1],
    [12, 1],
    [13, 0],
  ])('of %i teams: %i', (count, charts) => {
    expect(listCode(draw(named(count)))).toHaveLength(charts);
  });

  it('is left out where nothing changed, nothing was scored or nothing was there before', () => {
    expect(draw(['a', 'b'], 'a')).toEqual([]);
    expect(
      drawResults([makeFixtureResult({}, [], 'auth'), makeFixtureResult({ team: 'auth' }, [], 'auth')]),
    ).toEqual([]);
    expect(renderComment(scenarios.newPin(), context)).not.toContain('mermaid');
  });

  it('is left out where two names would look alike', () => {
    expect(draw(['the-same-long-team-name-1', 'the-same-long-team-name-2'])).toEqual([]);
    expect(draw(['a[b]', 'a(b)'])).toEqual([]);
  });

  it.each([
    ['say "hi"', "say 'hi'"],
    ['[a] {b}', '(a) (b)'],
    ['日本語 עברית', '日本語 עברית'],
    ['R&D', undefined],
    ['a%%{init: {}}%%', undefined],
    ['#quot;', undefined],
    ['`md`', undefined],
    ['<b>', undefined],
    ['a\nb', undefined],
    ['a\u202eb', undefined],
    ['a\u200bb', undefined],
    ['   ', undefined],
    ['', undefined],
    ['exactly-sixteen-', 'exactly-sixteen-'],
    ['seventeen-letters', 'seventeen-letter…'],
  ])('names %j as %j', (name, shown) => {
    expect(nameForChart(name)).toBe(shown);
  });

  it.each(HOSTILE.map((text, index) => [index, text] as const))(
    'is safe or missing for a hostile name: %i',
    (_, name) => {
      const charts = draw([name, 'billing']);
      const code = listCode(charts);

      expect(code).toHaveLength(charts.length);
      for (const { lang, text } of code) {
        expect(lang).toBe('mermaid');
        const [init, kind, title, labels, range, bars, ...rest] = text.split('\n');
        expect(init).toMatch(/^%%\{init: \{[\w":{},#]+\}\}%%$/);
        expect(kind).toBe('xychart-beta horizontal');
        expect(title).toBe('  title "Right answers in percent: was v1, now v2"');
        expect(labels).toMatch(
          /^ {2}x-axis \["[^"[\]]+, was", "[^"[\]]+, now", "billing, was", "billing, now"\]$/,
        );
        expect(range).toBe('  y-axis 0 --> 100');
        expect(bars).toMatch(/^ {2}bar \[100, 0, 100, 100\]$/);
        expect(rest).toEqual([]);
      }
    },
  );
});
