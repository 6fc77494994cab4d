import { describe, expect, it } from '@jest/globals';
import { showHidden } from '../../../src/report/escape.ts';
import { html, htmlLines } from '../../../src/report/html/html.ts';
import { htmlCode } from '../../../src/report/html/htmlCode.ts';
import { htmlJson } from '../../../src/report/html/htmlJson.ts';
import { htmlSentence } from '../../../src/report/html/htmlSentence.ts';
import { HOSTILE } from '../hostileCorpus.ts';
import { textOf } from '../renderHtml.ts';

describe('html', () => {
  it('escapes texts, in elements and in attributes, and leaves HTML as it is', () => {
    const inner = html`<b>${'<i>'}</b>`;
    expect(html`<p title="${`"'<&>`}">${inner}${[inner, inner]}${3}</p>`.source).toBe(
      '<p title="&quot;&#39;&lt;&amp;&gt;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b><b>&lt;i&gt;</b>3</p>',
    );
  });

  it('shows hidden characters, and line breaks only where they are asked for', () => {
    expect(html`${'a\n\u202eb'}`.source).toBe('a↵\\u202eb');
    expect(htmlLines('a\r\n\u202e<b').source).toBe('a\n\\u202e&lt;b');
  });
});

describe('htmlCode', () => {
  it('has a word for what could not be seen', () => {
    expect(htmlCode('').source).toBe('<em>empty</em>');
    expect(htmlCode('  ').source).toBe('<em>only spaces</em>');
    expect(htmlCode('x'.repeat(9), 5).source).toBe('<code>xxxxx…</code>');
  });
});

describe('htmlSentence', () => {
  it('makes code of what stands in backticks', () => {
    expect(htmlSentence('Team `a <b>` is <i>.').source).toBe('Team <code>a &lt;b&gt;</code> is &lt;i&gt;.');
  });

  it.each(HOSTILE)('says what there is and makes nothing of it but code: %j', (text) => {
    const { source } = htmlSentence(text);
    expect(source.replaceAll(/<\/?(?:code|em)>/g, '')).not.toMatch(/[<>]/);
    // Backticks around code are gone, and long sentences are cut.
    if (text.includes('`') || text.length > 2_000) return;
    expect(textOf(source)).toBe(showHidden(text.trim()));
  });
});

describe('htmlJson', () => {
  it.each(HOSTILE)('cannot be ended from within: %j', (text) => {
    const { source } = htmlJson('data', { [text]: `${text}</script><!--` });
    const [, json = ''] =
      /^<script type="application\/json" id="data">([^<]*)<\/script>\n$/.exec(source) ?? [];
    expect(Object.values(JSON.parse(json))).toEqual([`${text}</script><!--`]);
  });
});
