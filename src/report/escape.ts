/**
 * Untrusted text (replies, fixtures, prompts, file names, problems that quote them) on its way into a report.
 *
 * Three rules hold everywhere: a text stays on its line; what would be invisible or reorder its neighbours is
 * shown as an escape; and values go into code, where GitHub neither links nor mentions anything.
 */
import { shorten } from '../domain/shorten.ts';

/** The comment is found again by this line; no untrusted text can produce it. */
export const MARKER = '<!-- pin-gate -->';

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
/** Controls, format characters (bidi, zero-width, tags), lone surrogates, and all that is drawn as nothing. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The text on one line: line breaks as `↵`, tabs as spaces, hidden characters as `\u202e`. */
export function showHidden(text: string): string {
  return escapeHidden(text.replace(LINE_BREAK, '↵').replaceAll('\t', ' '));
}

/** The text with its line breaks, as `\n`; tabs as two spaces, hidden characters as `\u202e`. */
export function showHiddenLines(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((line) => escapeHidden(line.replaceAll('\t', '  ')))
    .join('\n');
}

function escapeHidden(text: string): string {
  return text.replace(HIDDEN, (character, offset: number) => {
    if (isEmojiGlue(character, text, offset)) return character;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** Whether the character holds an emoji together (👩‍💻, ❤️), where escaping it would take the emoji apart. */
function isEmojiGlue(character: string, text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 2), offset);
  if (character === '\uFE0F') return /\p{Emoji}$/u.test(before);
  if (character !== '\u200D') return false;
  return /(?:\p{Emoji}|\uFE0F)$/u.test(before) && /^\p{Extended_Pictographic}/u.test(text.slice(offset + 1));
}

/** What Markdown or HTML could read as more than itself, as entities; the dot is the one of `www.`. */
function toEntities(text: string): string {
  return text.replace(/[!#$&*:<>@[\\\]_`|~]|(?<=www)\./gi, (mark) => `&#${mark.charCodeAt(0)};`);
}

/**
 * A value as inline code that shows exactly this text, in a paragraph as in a table cell.
 *
 * Backticks where they suffice. A text with a backtick, a bar or a `<` goes into `<code>` with entities
 * instead: parsers disagree on `\|` inside a table's code spans, and `<!--` would stand in the comment's source.
 */
export function codeSpan(text: string, limit = 120): string {
  const shown = showHidden(shorten(text, limit));
  if (shown.trim() === '') return shown === '' ? '<em>empty</em>' : '<em>only spaces</em>';
  const plain = !/[`|<]/.test(shown) && shown === shown.trim();
  return plain ? `\`${shown}\`` : htmlCode(shown);
}

/** The same for places where Markdown is not read: inside `<summary>`. */
export function htmlCode(text: string, limit = 120): string {
  return `<code>${toEntities(showHidden(shorten(text, limit)))}</code>`;
}

/**
 * Lines as a fenced block that GitHub colours as a diff. Each starts with a sign or `@@` and has its hidden characters
 * shown already. The fence is longer than any in them, and nothing in them begins a comment of HTML: the marker would
 * stand in the source otherwise.
 */
export function fencedDiff(lines: readonly string[]): string {
  const text = lines.join('\n').replaceAll('<!--', '\\u003c!--');
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text}\n${fence}`;
}

/** A longer text with its line breaks, as an HTML block of its own. */
export function preformatted(text: string, limit = 2_000): string {
  // A blank line first: HTML drops the first line break after <pre>.
  return `<pre>\n${toEntities(showHiddenLines(shorten(text, limit)))}\n</pre>`;
}

/**
 * A sentence in Markdown: what stands in backticks becomes code, all else is shown as the letters it is
 * made of. Mentions, issue references, links and emoji names are broken up by a zero-width space, dollar
 * signs (GitHub's mathematics) by an element of their own.
 */
export function escapeSentence(sentence: string, limit = 600): string {
  const parts = showHidden(shorten(sentence, limit)).trim().split(CODE);
  const [first = '', ...rest] = parts.map((part, index) =>
    index % 2 === 1 ? codeSpan(part, Number.POSITIVE_INFINITY) : escapeText(part),
  );
  // Only at the start could these begin a heading, a list or a rule.
  const start = first.replace(/^[#+=-]/, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2');
  return [start, ...rest].join('');
}

/** One backtick, something, one backtick: what stands between is code. */
export const CODE = /(?<!`)`([^`\s](?:[^`]*[^`\s])?)`(?!`)/;

const MEANINGFUL = /[&<>|\\`*_~[\]$@]|#(?=\d)|GH-(?=\d)|:(?=\/\/)|:(?=[\w+-]+:)|www(?=\.)/gi;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;' };

/** In one pass, so that no escape is escaped again. */
function escapeText(text: string): string {
  return text.replace(MEANINGFUL, (mark) => {
    const entity = ENTITIES[mark];
    if (entity !== undefined) return entity;
    if (mark === '$') return '<span>$</span>';
    return /^[\\`*_~[\]]$/.test(mark) ? `\\${mark}` : `${mark}&#8203;`;
  });
}

/** One line of a log or a terminal: no control character, nothing a runner takes for a workflow command. */
export function escapeLogLine(text: string, limit = 2_000): string {
  // `::` counts at the start of a line only and `##[` anywhere; who prints the line knows its start, we do not.
  return showHidden(shorten(text, limit))
    .replace(/:(?=:)/g, ': ')
    .replaceAll('##[', '## [');
}
