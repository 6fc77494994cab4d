import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { GateError, type Problem } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import { code } from './code.ts';
import { decodeText } from './decodeText.ts';
import { describe } from './describe.ts';
import { limitProblems } from './limitProblems.ts';

/** The keys and indices (from 0) that lead to a value. */
export type YamlPath = readonly (string | number)[];

/** A YAML file that could be parsed, and where in it things stand. */
export interface YamlFile {
  readonly path: string;
  /** The whole document; null when there is none. */
  readonly value: unknown;
  /** The value at a path, undefined where there is none. */
  at(path: YamlPath): unknown;
  /** The line (from 1) of the key or list item at the path; undefined where there is none. */
  lineOf(path: YamlPath): number | undefined;
  /** As `lineOf`; where there is nothing, the line of what would hold it. */
  nearestLine(path: YamlPath): number;
  /** The text of a scalar as the file has it, `010` for a ten; undefined for everything else. */
  sourceOf(path: YamlPath): string | undefined;
  /**
   * Where the value at the path stands in the text (without a byte-order mark), its quotes included, its anchor and its
   * tag not; the alias where it is one. Undefined where there is none, or an empty one.
   */
  spanOf(path: YamlPath): { readonly start: number; readonly end: number } | undefined;
  /** The line in the file of line `line` (from 1) of the text at the path, as near as YAML's folding lets say. */
  lineInText(path: YamlPath, line: number): number | undefined;
}

interface Place {
  readonly offset: number;
  readonly node: Node | null;
}

/**
 * Parses YAML 1.2's core schema, the strict way: one document, no duplicate keys, no tags but the core's,
 * no bombs of aliases, whatever a `%YAML` line in the file asks for.
 *
 * Throws a `GateError` with all problems and their lines.
 */
export function readYaml(path: string, bytes: Uint8Array): YamlFile {
  const text = decodeText(path, bytes);
  const lines = new LineCounter();
  const document = parse(path, text, lines);
  const value = convert(path, document, lines);

  const lineAt = (offset: number) => lines.linePos(offset).line;
  const lineOf = (target: YamlPath) => {
    const place = locate(document, target);
    return place === undefined ? undefined : lineAt(place.offset);
  };
  const nearestLine = (target: YamlPath): number =>
    lineOf(target) ?? (target.length === 0 ? 1 : nearestLine(target.slice(0, -1)));
  return {
    path,
    value,
    at: (target) => getAt(value, target),
    lineOf,
    nearestLine,
    sourceOf: (target) => {
      const node = locate(document, target)?.node;
      const named = isAlias(node) ? node.resolve(document) : node;
      return isScalar(named) ? named.source : undefined;
    },
    spanOf: (target) => {
      const [start, end] = locate(document, target)?.node?.range ?? [];
      return start === undefined || end === undefined || start === end ? undefined : { start, end };
    },
    lineInText: (target, line) => {
      const place = locate(document, target);
      const [start] = place?.node?.range ?? [];
      if (place === undefined || start === undefined || !isScalar(place.node)) return undefined;
      // A literal block (`|`) has its first line below the indicator; other styles fold lines, so only their start is known.
      return lineAt(start) + (place.node.type === 'BLOCK_LITERAL' ? line : 0);
    },
  };
}

function parse(path: string, text: string, lines: LineCounter): Document.Parsed {
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      schema: 'core',
      resolveKnownTags: false,
      merge: false,
      stringKeys: true,
      prettyErrors: false,
      lineCounter: lines,
      // Not `silent`: that would take the first of several documents without a word.
      logLevel: 'error',
    });
  } catch (error) {
    throw unreadable(path, error);
  }
  const problems = new Map<number, Problem>();
  // A warning (a tag that means nothing here) would change a value without a word: no less an error.
  for (const error of [...document.errors, ...document.warnings]) {
    const offset = findOpenQuote(document, error) ?? error.pos[0];
    const { line } = lines.linePos(offset);
    // One slip often gives several errors on its line. The first one names it, but for a wrong indentation,
    // which is taken for a value with a colon before it is seen to go on on the next line.
    if (problems.has(line) && error.code !== 'MULTILINE_IMPLICIT_KEY') continue;
    problems.set(line, { file: path, line, message: explain(error, text, offset, lines) });
  }
  if (problems.size > 0) throw new GateError(limitProblems([...problems.values()]));
  return document;
}

function convert(path: string, document: Document.Parsed, lines: LineCounter): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const dangling: Problem[] = [];
    visit(document, {
      Alias: (_, alias) => {
        if (alias.resolve(document) !== undefined) return;
        const { line } = lines.linePos(alias.range?.[0] ?? 0);
        const message = `The alias ${code(`*${alias.source}`)} has no anchor above it: write the value out.`;
        dangling.push({ file: path, line, message });
      },
    });
    throw dangling.length > 0 ? new GateError(limitProblems(dangling)) : unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): GateError {
  if (error instanceof RangeError) {
    return new GateError({ file: path, message: 'The YAML is nested too deeply to be read.' });
  }
  const detail = error instanceof Error ? error.message : String(error);
  const message = detail.startsWith('Excessive alias count')
    ? 'The YAML uses more than 100 aliases (`*name`): write the values out.'
    : `The YAML cannot be read: ${detail}.`;
  return new GateError({ file: path, message });
}

/** Where the quote opens that an error found open at the end of the file. */
function findOpenQuote(document: Document.Parsed, error: YAMLError): number | undefined {
  if (!isOpenQuote(error)) return undefined;
  let offset: number | undefined;
  visit(document, {
    Scalar: (_, { type, range }) => {
      if (type?.startsWith('QUOTE') && range?.[1] === error.pos[0]) offset = range[0];
    },
  });
  return offset;
}

function isOpenQuote(error: YAMLError): boolean {
  return error.code === 'MISSING_CHAR' && error.message.endsWith('quote');
}

function explain(error: YAMLError, text: string, start: number, lines: LineCounter): string {
  const { line, col } = lines.linePos(start);
  const whole = text.slice(lines.lineStarts[line - 1], lines.lineStarts[line] ?? undefined).trim();
  const there = whole === '' ? '' : ` The line is ${quote(whole)}.`;
  if (isOpenQuote(error)) return `A quote opens here and is never closed: close it.${there}`;
  if (error.message === 'Implicit map keys need to be followed by map values') {
    return `A key should be followed by a colon and a space.${there}`;
  }
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return `The key ${code(keyAt(text, start))} is there twice: keep one of the two.`;
    case 'MULTIPLE_DOCS':
      return 'A second YAML document starts here (`---`): keep one document in the file.';
    case 'TAB_AS_INDENT':
      return 'The line is indented with a tab: YAML takes only spaces.';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return `The value has a colon and a space in it: put it in quotes.${there}`;
    case 'MULTILINE_IMPLICIT_KEY':
      return `A key and its colon should be on one line: give this line a colon, or the next one less indentation.${there}`;
    case 'BAD_SCALAR_START':
      return `A value cannot start with ${quote(text.slice(start, start + 1))}: put it in quotes.${there}`;
    case 'NON_STRING_KEY':
      return text.startsWith('{', start)
        ? `A value that starts with a brace is a map to YAML: put it in quotes, or below a \`|\`.${there}`
        : `A key should be plain text, but it is a list or a map.${there}`;
    case 'RESOURCE_EXHAUSTION':
      return 'The YAML is nested too deeply to be read.';
    case 'TAG_RESOLVE_FAILED':
      return `The tag ${quote(text.slice(...error.pos).trim())} is not supported: write a plain value.`;
    default:
      return `This is not valid YAML (column ${col}): ${error.message}.${there}`;
  }
}

function keyAt(text: string, offset: number): string {
  return (/[^:\n]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '').trim();
}

function locate(document: Document.Parsed, path: YamlPath): Place | undefined {
  let place: Place = { offset: document.contents?.range[0] ?? 0, node: document.contents };
  for (const step of path) {
    const holder = isAlias(place.node) ? place.node.resolve(document) : place.node;
    const next = isMap<Node, Node | null>(holder)
      ? findPair(holder.items, step)
      : isSeq<Node>(holder)
        ? findItem(holder.items, step)
        : undefined;
    if (next === undefined) return undefined;
    place = next;
  }
  return place;
}

function findPair(
  items: readonly { readonly key: Node; readonly value: Node | null }[],
  step: string | number,
): Place | undefined {
  const pair = items.find(({ key }) => isScalar(key) && key.value === step);
  return pair === undefined ? undefined : { offset: pair.key.range?.[0] ?? 0, node: pair.value };
}

function findItem(items: readonly Node[], step: string | number): Place | undefined {
  const node = typeof step === 'number' ? items[step] : undefined;
  return node === undefined ? undefined : { offset: node.range?.[0] ?? 0, node };
}

function getAt(value: unknown, path: YamlPath): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = Object.getOwnPropertyDescriptor(here, step)?.value;
  }
  return here;
}

/** What stands at the path, as the end of the sentence "… but it is": numbers as the file writes them. */
export function describeAt(file: YamlFile, path: YamlPath): string {
  const value = file.at(path);
  return typeof value === 'number' ? (file.sourceOf(path) ?? String(value)) : describe(value);
}
