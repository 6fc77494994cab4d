export interface ParsedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ParsedElement[];
  /** All text directly in it. */
  readonly text: string;
}

const NAME = '[A-Za-z_][\\w.-]*';
const ATTRIBUTE = new RegExp(`\\s+(${NAME})="([^"<\\n\\r\\t]*)"`, 'y');
const START = new RegExp(`<(${NAME})`, 'y');
/** What XML 1.0 does not allow in a document at all, and lone surrogates, which no encoding can write. */
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads a document of XML 1.0, strictly, and only as much of the language as a report needs: a declaration, elements,
 * attributes in double quotes, text, the five named entities. Throws at the first thing that is anything else.
 */
export function parseXml(document: string): ParsedElement {
  const illegal = ILLEGAL.exec(document);
  if (illegal !== null) throw new Error(`Not a character of XML 1.0 at ${illegal.index}.`);
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!document.startsWith(declaration)) throw new Error('No declaration.');
  let at = declaration.length;

  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: ${JSON.stringify(document.slice(at, at + 60))}`);
  };
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(document) ?? undefined;
    if (found !== undefined) at += found[0].length;
    return found;
  };
  const take = (text: string): boolean => {
    if (!document.startsWith(text, at)) return false;
    at += text.length;
    return true;
  };
  const element = (): ParsedElement => {
    const name = match(START)?.[1] ?? fail('No element');
    const attributes: Record<string, string> = {};
    for (let found = match(ATTRIBUTE); found !== undefined; found = match(ATTRIBUTE)) {
      const [, key = '', value = ''] = found;
      if (Object.hasOwn(attributes, key)) fail(`${key} twice`);
      attributes[key] = decode(value);
    }
    if (take('/>')) return { name, attributes, children: [], text: '' };
    if (!take('>')) fail('No end of the tag');
    const children: ParsedElement[] = [];
    let text = '';
    while (!take(`</${name}>`)) {
      const read = match(/[^<]+/y);
      if (read === undefined) children.push(element());
      else text += decode(read[0]);
    }
    return { name, attributes, children, text };
  };
  const root = element();
  if (document.slice(at).trim() !== '') fail('More than one root');
  return root;
}

function decode(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text.');
  return text.replace(/&([^;]*;?)/g, (_, rest: string) => {
    const decoded = ENTITIES[rest.replace(/;$/, '')];
    if (!rest.endsWith(';') || decoded === undefined) throw new Error(`An unknown entity: &${rest}`);
    return decoded;
  });
}
