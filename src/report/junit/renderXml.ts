import { showHidden } from '../escape.ts';

/** An XML element; texts in it are raw. */
export interface XmlElement {
  readonly name: string;
  /** In this order; what is undefined is left out. */
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly XmlElement[];
  /** Lines between the tags, in place of children. */
  readonly lines?: readonly string[];
}

/**
 * A document of XML 1.0, a line break at the end. Characters that XML does not allow at all, and those that nobody
 * would see or that turn the direction of writing round, are shown as escapes: `\u0007`.
 */
export function renderXml(root: XmlElement): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  write(root, '', lines);
  return `${lines.join('\n')}\n`;
}

function write(
  { name, attributes = {}, children = [], lines = [] }: XmlElement,
  indent: string,
  out: string[],
): void {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  const start = `${indent}<${name}${written.join('')}`;
  if (lines.length > 0) {
    // No indentation: it would be part of the text.
    out.push(`${start}>${lines.map(escapeXml).join('\n')}</${name}>`);
  } else if (children.length === 0) {
    out.push(`${start}/>`);
  } else {
    out.push(`${start}>`);
    for (const child of children) write(child, `${indent}  `, out);
    out.push(`${indent}</${name}>`);
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** On one line, so that a parser's normalization of attributes finds nothing to change. */
function escapeXml(text: string): string {
  // Most texts of a large report: nothing in them is to be escaped.
  if (/^[\w ./:,;()→×-]*$/.test(text)) return text;
  return showHidden(text)
    .replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
