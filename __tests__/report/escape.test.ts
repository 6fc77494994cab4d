import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shorten } from '../../src/domain/shorten.ts';
import {
  codeSpan,
  escapeLogLine,
  escapeSentence,
  htmlCode,
  MARKER,
  preformatted,
  showHidden,
} from '../../src/report/escape.ts';
import { HOSTILE } from './hostileCorpus.ts';
import { listAddresses, listElements, listTexts, RENDERERS, textOf } from './renderHtml.ts';

const CASES = HOSTILE.map((text, index) => [index, text] as const);
/** Pieces out of which a random text is most likely to break something. */
const pieces = fc
  .array(
    fc.constantFrom(
      '`',
      '``',
      '|',
      '\\',
      '<',
      '>',
      '&',
      '#1',
      '@a',
      '*',
      '_',
      '$',
      '[',
      '](',
      '://',
      'http',
      'x',
      ' ',
      '\n',
      '-',
      '<!--',
      '-->',
      '&#64;',
      '~~',
      '!',
      ':a:',
      'www.',
      '\u202e',
      '\ud83d',
      '\ude00',
    ),
    { maxLength: 12 },
  )
  .map((list) => list.join(''));

function row(cell: string): string {
  return `| a | b | c |\n| :-- | --: | :-- |\n| x | ${cell} | z |\n`;
}

describe('showHidden', () => {
  it.each([
    ['a\nb\r\nc\rd\u2028e\u2029f\u0085g\vh\fi', 'a↵b↵c↵d↵e↵f↵g↵h↵i'],
    ['a\tb', 'a b'],
    ['\u001b[31m', '\\u001b[31m'],
    ['\u202egnillib', '\\u202egnillib'],
    ['bill\u200bing', 'bill\\u200bing'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ud800', '\\ud800'],
    ['\u3164', '\\u3164'],
    ['👩‍💻 ❤️', '👩‍💻 ❤️'],
    ['a\u200db', 'a\\u200db'],
    ['b\ufe0f', 'b\\ufe0f'],
    ['日本語 עברית', '日本語 עברית'],
  ])('%j becomes %j', (text, shown) => {
    expect(showHidden(text)).toBe(shown);
  });
});

describe.each(RENDERERS)('in %s', (_, render) => {
  it.each(CASES)('a code span in a table cell shows hostile text %i as it is', (_, text) => {
    const html = render(row(codeSpan(text)));

    expect(listElements(html).filter((name) => name === 'td')).toHaveLength(3);
    const shown = showHidden(shorten(text, 120));
    const expected = shown.trim() === '' ? (shown === '' ? 'empty' : 'only spaces') : shown;
    const cells = html.match(/<td[^>]*>([\s\S]*?)<\/td>/g) ?? [];
    expect(textOf(cells[1] ?? '')).toBe(expected);
    expect(listElements(cells[1] ?? '').filter((name) => !/^\/?(?:td|code|em)$/.test(name))).toEqual([]);
  });

  it.each(CASES)('a sentence shows hostile text %i as it is', (_, text) => {
    const html = render(`- ${escapeSentence(text)} end\n`);

    const extra = listElements(html).filter((name) => !/^\/?(?:ul|li|code|span|p)$/.test(name));
    expect(extra).toEqual([]);
    expect(listAddresses(html)).toEqual([]);
    const shown = showHidden(shorten(text, 600)).trim();
    // Backticks around code are what makes it code; every other letter is there.
    const letters = (shownText: string) =>
      shownText
        .replace(/[\u200b`]/g, '')
        .replace(/\s+/g, ' ')
        .trim();
    expect(letters(textOf(html))).toBe(letters(`${shown} end`));
  });

  it.each(CASES)('a preformatted block holds hostile text %i', (_, text) => {
    const html = render(`before\n\n${preformatted(text)}\n\nafter\n`);

    expect(listElements(html)).toEqual(['p', '/p', 'pre', '/pre', 'p', '/p']);
  });

  it('holds for random texts, in cells, sentences and summaries', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        const html = render(
          `${row(codeSpan(text))}\n- ${escapeSentence(text)}\n\n<details><summary>${htmlCode(text)}</summary>\n\nx\n\n</details>\n\n${preformatted(text)}\n`,
        );
        const skeleton = listElements(html).filter((name) => !/^\/?(?:code|em|span)$/.test(name));
        expect(skeleton.join(' ')).toBe(
          'table thead tr th /th th /th th /th /tr /thead tbody tr td /td td /td td /td /tr /tbody /table ' +
            'ul li /li /ul details summary /summary p /p /details pre /pre',
        );
      }),
      // The other reader starts a process for each text.
      { numRuns: render.name === 'runCmark' ? 60 : 500, seed: 20260801 },
    );
  });
});

describe("GitHub's own filters, which read the HTML after Markdown", () => {
  const [, render] = RENDERERS[0] ?? ['', (markdown: string) => markdown];

  it.each(CASES)('find nothing in hostile text %i', (_, text) => {
    const markdown = `${row(codeSpan(text))}\n- ${escapeSentence(text)}\n`;
    expect(markdown).not.toContain('<!--');
    for (const { text: shown, inside } of listTexts(render(markdown))) {
      if (inside.includes('code')) continue;
      expect(shown).not.toMatch(/@[a-z0-9]/i);
      expect(shown).not.toMatch(/#\d|GH-\d/i);
      expect(shown).not.toMatch(/:[a-z0-9+_-]+:/i);
      expect(shown).not.toMatch(/.\$|\$./);
    }
  });
});

describe('escapeSentence', () => {
  it('keeps what stands in single backticks as code', () => {
    expect(escapeSentence('Unknown key `po|cy`: use `policy`.')).toBe(
      'Unknown key <code>po&#124;cy</code>: use `policy`.',
    );
  });

  it('cuts a long text', () => {
    expect(escapeSentence('x'.repeat(20), 5)).toBe('xxxxx…');
  });
});

describe('the marker', () => {
  it.each(CASES)('cannot be made by hostile text %i', (_, text) => {
    const mark = `${text}${MARKER}`;
    for (const made of [
      codeSpan(mark, 9_999),
      escapeSentence(mark, 9_999),
      htmlCode(mark, 9_999),
      preformatted(mark, 9_999),
    ]) {
      expect(made).not.toContain('<!--');
    }
  });
});

describe('escapeLogLine', () => {
  it.each(CASES)('makes one harmless line of hostile text %i', (_, text) => {
    const line = escapeLogLine(text);

    expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(line).not.toContain('::');
    expect(line).not.toContain('##[');
  });

  it('leaves an ordinary line alone', () => {
    expect(escapeLogLine('12:30 done: 4/5 #1')).toBe('12:30 done: 4/5 #1');
  });
});
