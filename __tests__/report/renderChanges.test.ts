import { describe, expect, it } from '@jest/globals';
import type { AgentVersion } from '../../src/domain/agent.ts';
import type { PinResult } from '../../src/domain/result.ts';
import { fencedDiff } from '../../src/report/escape.ts';
import { COMMENT_LIMIT, renderComment } from '../../src/report/renderComment.ts';
import { renderSummary } from '../../src/report/renderSummary.ts';
import { renderTerminal } from '../../src/report/renderTerminal.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import { makeAgentVersion, makeEvaluatedPin, makePin } from '../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import { listTexts, RENDERERS, textOf } from './renderHtml.ts';

const context = makeReportContext();
const lines = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`).join('\n');

function change(
  before: Partial<AgentVersion>,
  after: Partial<AgentVersion>,
  more: Partial<Extract<PinResult, { state: 'evaluated' }>> = {},
  fixtures = 1,
) {
  const results = Array.from({ length: fixtures }, (_, index) =>
    makeFixtureResult({ id: `TKT-${index}`, line: index + 1 }, 'billing', 'other'),
  );
  return makeRunResult([
    makeEvaluatedPin(results, {
      baseline: { pin: makePin(), config: makeAgentVersion(before) },
      candidate: { pin: makePin({ version: 2 }), config: makeAgentVersion({ version: 2, ...after }) },
      ...more,
    }),
  ]);
}

describe.each(RENDERERS)('a prompt in the comment, read by %s', (_, render) => {
  it.each([
    '```\nout\n```\n# heading',
    `${'`'.repeat(40)}\n</pre></details><h1>Passed</h1>\n~~~`,
    '<!-- pin-gate -->\n<script>alert(1)</script>',
    '@octocat #1 https://evil.example ![x](https://evil.example/x.png)',
    '    indented\n\n\n- list\n> quote\n| a | b |\n| - | - |',
    '$x^2$ &lt; &#64; :tada:',
  ])('is text inside one block of code, as it is: %j', (system) => {
    const html = render(renderComment(change({ system: '' }, { system }), context));
    const code = listTexts(html)
      .filter(({ inside }) => inside.join(' ').endsWith('pre code'))
      .map(({ text }) => text)
      .join('');
    for (const line of system.split('\n')) {
      expect(code).toContain(`+ ${line.replaceAll('<!--', '\\u003c!--')}`.trimEnd());
    }
    expect(code.trimEnd().split('\n')).toHaveLength(1 + system.split('\n').length);
  });
});

describe('the diff', () => {
  const [, render] = RENDERERS[0] ?? ['', () => ''];

  it('stands open when it is short, and is folded when it is long', () => {
    const short = renderComment(change({ system: '' }, { system: lines(19, 'rule') }), context);
    expect(short).toContain('every other setting is the same.\n\n```diff\n@@ -0,0 +1,19 @@\n+ rule 0\n');
    const long = renderComment(change({ system: '' }, { system: lines(20, 'rule') }), context);
    expect(long).toContain('<details><summary>The prompt’s diff: 21 lines</summary>\n\n```diff\n@@');
  });

  it('keeps a line that starts like the head of a patch', () => {
    const diff = renderComment(change({ system: '-- a\n++ b' }, { system: '' }), context);
    expect(diff).toContain('\n- -- a\n- ++ b\n');
  });

  it('explains its marks where there are some', () => {
    const html = render(
      renderComment(change({ system: 'Send it to the team.' }, { system: 'Send it to a team.' }), context),
    );
    expect(textOf(html)).toContain('Where a line changed a little, [-…-] and {+…+} mark the words.');
    expect(renderComment(change({ system: 'a' }, { system: 'b' }), context)).not.toContain('[-…-]');
  });

  it('is fenced by more backticks than any line has', () => {
    expect(fencedDiff(['+ a'])).toBe('```diff\n+ a\n```');
    expect(fencedDiff(['+ ````', '  `` `'])).toBe('`````diff\n+ ````\n  `` `\n`````');
  });
});

describe('settings', () => {
  it('are listed with both values, as code', () => {
    const comment = renderComment(
      change(
        { description: 'Old | one.', tools: [{ name: 'refund' }], metadata: { a: '1', gone: '2' } },
        { description: 'New.', tools: [{ name: 'refund', limit: 1 }], metadata: { a: '3', b: '' } },
      ),
      context,
    );
    expect(comment).toContain('- description: <code>Old &#124; one.</code> → `New.`');
    expect(comment).toContain('- tool `refund`: `{"name":"refund"}` → `{"limit":1,"name":"refund"}`');
    expect(comment).toContain('- metadata `a`: `1` → `3`');
    expect(comment).toContain('- metadata `b`, new: <em>empty</em>');
    expect(comment).toContain('- metadata `gone`, gone: `2`');
  });

  it('that the summary tells already are not listed again', () => {
    const comment = renderComment(change({}, { model: { id: 'claude-sonnet-5' } }), context);
    expect(comment).toContain('Prompt: identical; model `claude-haiku-4-5` → `claude-sonnet-5`.\n\n| Team');
  });
});

describe('what the reader must not miss', () => {
  it('is marked when nothing differs', () => {
    expect(renderComment(change({}, {}), context)).toContain(
      '⚠️ **What changed**: Nothing differs between versions 1 and 2:',
    );
  });

  it('is all versions in between, folded when they are many', () => {
    const between = [2, 3, 4, 5].map((version) => ({ version, madeAt: `2026-08-0${version}T00:00:00Z` }));
    const pinned = { pin: makePin({ version: 6 }), config: makeAgentVersion({ version: 6 }) };
    const comment = renderComment(change({}, {}, { between, candidate: pinned }), context);
    expect(comment).toContain('4 versions in between (v2 2026-08-02 to v5 2026-08-05).');
    expect(comment).toContain(
      '<details><summary>4 versions in between</summary>\n\nv2 2026-08-02, v3 2026-08-03, v4 2026-08-04, v5 2026-08-05\n\n</details>',
    );
  });
});

describe('where there is little room', () => {
  const summary = '**What changed**: Prompt: 3,000 lines added; every other setting is the same.';
  const system = lines(3_000, 'A rule of quite ordinary length, number');

  it('the diff is cut first, then everything else is as ever', () => {
    const comment = renderComment(change({ system: '' }, { system }), context);
    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain(summary);
    expect(comment).toContain('number 99\n');
    expect(comment).not.toContain('number 100\n');
    expect(comment).toContain('… and 2,900 more lines of the diff.');
    expect(comment).toContain('What was evaluated');
    expect(comment).toContain('left out are lines of the prompt’s diff beyond those shown. All of it is in');
    expect(renderSummary(change({ system: '' }, { system }), context)).toContain('number 2999\n');
  });

  it('the summary stays when the diff is dropped', () => {
    const teams = Array.from({ length: 2_000 }, (_, index) => makeFixtureResult({ team: `team-${index}` }));
    const [pin] = change({ system: '' }, { system }).pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const { decision } = makeEvaluatedPin(teams);
    const comment = renderComment(makeRunResult([{ ...pin, decision }]), context);
    expect(comment).toContain('left out are all fixtures, the prompt’s diff');
    expect(comment).toContain(summary);
    expect(comment).not.toContain('```diff');
  });

  it('a terminal gets the first lines', () => {
    const text = renderTerminal(change({ system: '' }, { system }), context);
    expect(text).toContain('What changed: Prompt: 3,000 lines added; every other setting is the same\n\n');
    expect(text).toContain('\n  @@ -0,0 +1,3000 @@\n  + A rule of quite ordinary length, number 0\n');
    expect(text).toContain('number 19\n  … and 2,980 more lines: --json has all of them.\n');
  });

  it('a prompt of one huge line stays within the limit', () => {
    const before = 'word '.repeat(20_000);
    const result = change({ system: before }, { system: before.replace('word', 'other') });
    expect(renderComment(result, context).length).toBeLessThan(10_000);
  });
});
