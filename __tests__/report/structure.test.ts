import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { annotations } from '../../src/report/annotations.ts';
import { MARKER } from '../../src/report/escape.ts';
import { COMMENT_LIMIT, renderComment } from '../../src/report/renderComment.ts';
import { renderSummary } from '../../src/report/renderSummary.ts';
import { renderTerminal } from '../../src/report/renderTerminal.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { HOSTILE, hostile } from './hostileCorpus.ts';
import { listAddresses, listElements, listTexts, RENDERERS } from './renderHtml.ts';

const context = makeReportContext();
// A blank subject or reason is left out, so a blank text has another skeleton than a tame one.
const CASES = HOSTILE.map((text, index) => [index, text] as const).filter(([, text]) => text.trim() !== '');
const INLINE = /^\/?(?:code|em|span)$/;

/** A text without any mark, as long as the hostile one, so that the same parts fit; no session's id, like that. */
function tame(text: string): string {
  return `t ${'x'.repeat(Math.max(1, Math.min(text.length, 700) - 2))}`;
}

describe.each(RENDERERS)('a report that is hostile everywhere, in %s', (_, render) => {
  it.each(CASES)('has the skeleton of a tame one: text %i', (_, text) => {
    const skeleton = (content: string) =>
      listElements(render(renderSummary(hostile([content]), context))).filter((name) => !INLINE.test(name));

    expect(skeleton(text)).toEqual(skeleton(tame(text)));
  });

  it('links to nothing but the repository and the console', () => {
    const addresses = listAddresses(render(renderSummary(hostile(), context)));

    expect(addresses.length).toBeGreaterThan(100);
    const known =
      /^https:\/\/(?:github\.com\/acme\/support-agents|platform\.claude\.com\/workspaces\/default\/sessions)\//;
    expect(addresses.filter((address) => !known.test(address))).toEqual([]);
  });
});

describe.each(RENDERERS)('the words of a hostile report, in %s', (_, render) => {
  const readable = (html: string) =>
    listTexts(html).flatMap(({ text, inside }) =>
      inside.some((name) => ['code', 'pre', 'a'].includes(name)) ? [] : [text],
    );
  const texts = [
    ...readable(render(renderSummary(hostile(), context))),
    ...readable(render(renderComment(hostile(), context))),
  ];

  it.each([
    ['mention nobody', /@[\w-]/],
    ['refer to no issue', /(?:^|\W)#\d|GH-\d/],
    ['are no address', /https?:\/\/|www\.\w|\w@\w/],
    ['are no emoji', /:\w+:/],
    ['hide nothing', /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2060\ufeff]/u],
  ])('%s', (__, pattern) => {
    const found = texts.filter((text) => pattern.test(text.replaceAll('\n', ' ')));

    expect(texts.length).toBeGreaterThan(500);
    expect(found).toEqual([]);
  });
});

describe('a line of a megabyte', () => {
  const long = `${'x'.repeat(500_000)}</details>@octocat #1 ${'`|<'.repeat(200_000)}`;

  it.each(RENDERERS)('leaves the report as it is with a short one, in %s', (_, render) => {
    const skeleton = (content: string) =>
      listElements(render(renderSummary(hostile([content]), context))).filter(
        // A path as long as that gets no link.
        (name) => !INLINE.test(name) && !/^\/?a$/.test(name),
      );

    expect(skeleton(long)).toEqual(skeleton(tame(long)));
  });

  it('makes no report long', () => {
    expect(renderComment(hostile([long]), context).length).toBeLessThan(COMMENT_LIMIT);
    expect(renderSummary(hostile([long]), context).length).toBeLessThan(100_000);
    for (const { message } of annotations(hostile([long]), context)) {
      expect(message.length).toBeLessThanOrEqual(4_001);
    }
  });
});

describe('the marker', () => {
  it('stands once, at the start of the comment', () => {
    const comment = renderComment(hostile(), context);

    expect(comment.startsWith(`${MARKER}\n`)).toBe(true);
    expect(comment.split('<!--')).toHaveLength(2);
  });

  it('is not in the summary', () => {
    expect(renderSummary(hostile(), context)).not.toContain('<!--');
  });
});

describe('the terminal', () => {
  const text = renderTerminal(hostile(), context);

  it('gets no control character but the line break', () => {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
  });

  it('gets no line that a runner takes for a command', () => {
    expect(text.split('\n').filter((line) => line.trim().startsWith('::') || line.includes('##['))).toEqual(
      [],
    );
  });

  it('gets colours only when asked', () => {
    const colored = renderTerminal(hostile(), context, { color: true });

    expect(stripVTControlCharacters(colored)).toBe(text);
    expect(colored.startsWith('\u001b[1;33m⚠️ Could not evaluate')).toBe(true);
  });
});
