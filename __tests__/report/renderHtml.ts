import { spawnSync } from 'node:child_process';
import { marked } from 'marked';

/** Readers of GitHub's Markdown: `marked` always, and `cmark-gfm`, GitHub's own code, where it is installed. */
export const RENDERERS: readonly (readonly [name: string, render: (markdown: string) => string])[] = [
  ['marked', (markdown) => marked.parse(markdown, { gfm: true, async: false })],
  ...(spawnSync('cmark-gfm', ['--version']).status === 0 ? [['cmark-gfm', runCmark] as const] : []),
];

function runCmark(markdown: string): string {
  const extensions = ['table', 'autolink', 'strikethrough', 'tasklist', 'footnotes'].flatMap((name) => [
    '-e',
    name,
  ]);
  const { status, stdout, stderr } = spawnSync('cmark-gfm', ['--unsafe', ...extensions], {
    input: markdown,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`cmark-gfm: ${stderr}`);
  return stdout;
}

const TOKEN = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9]*)\b[^>]*>|([^<]+)/gi;

/** The elements in the order in which they open and close: `table`, `/table`. */
export function listElements(html: string): readonly string[] {
  return [...html.matchAll(TOKEN)].flatMap(([, slash, name]) =>
    name === undefined ? [] : [`${slash}${name.toLowerCase()}`],
  );
}

/** Texts with the elements they stand in, entities decoded. */
export function listTexts(
  html: string,
): readonly { readonly text: string; readonly inside: readonly string[] }[] {
  const inside: string[] = [];
  const texts: { text: string; inside: string[] }[] = [];
  for (const [, slash, name, text] of html.matchAll(TOKEN)) {
    if (text !== undefined) texts.push({ text: decode(text), inside: [...inside] });
    else if (name === undefined || ['br', 'hr', 'img', 'input'].includes(name)) continue;
    else if (slash === '/') inside.splice(inside.lastIndexOf(name));
    else inside.push(name);
  }
  return texts;
}

export function textOf(html: string): string {
  return listTexts(html)
    .map(({ text }) => text)
    .join('');
}

export function listAddresses(html: string): readonly string[] {
  const tags = [...html.matchAll(TOKEN)].flatMap(([tag, , name]) => (name === undefined ? [] : [tag]));
  return tags.flatMap((tag) =>
    [...tag.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address),
  );
}

function decode(text: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return names[String(name)] ?? whole;
  });
}
