import { isDeepStrictEqual } from 'node:util';
import { GateError } from '../domain/problem.ts';
import { code } from './code.ts';
import { decodeText } from './decodeText.ts';
import { describeAt, readYaml, type YamlFile } from './readYaml.ts';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** A pin file with another version. */
export interface ReplacedVersion {
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** The one line that is another now, without its line end, and its number (from 1). */
  readonly line: { readonly number: number; readonly text: string };
}

/**
 * Writes a version into a pin file, and changes nothing but the value of its key `version`: the file belongs to the
 * callers, who have comments, anchors and line ends of their own in it. Quotes around the old value go, and so does an
 * alias in its place.
 *
 * Throws a `GateError` when the result would not say exactly that: nothing is written that was not read again.
 */
export function replaceVersion(path: string, bytes: Uint8Array, version: number): ReplacedVersion {
  const text = decodeText(path, bytes);
  const file = readYaml(path, bytes);
  const span = findValue(file, text, version);
  const number = String(version);
  const replaced = `${text.slice(0, span.start)}${number}${text.slice(span.end)}`;
  const hasMark = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
  // Decoding dropped it.
  const result = new TextEncoder().encode(`${hasMark ? '\uFEFF' : ''}${replaced}`);
  assertOnlyVersion(file, readAgain(file, result, version), version);

  const start = replaced.lastIndexOf('\n', span.start - 1) + 1;
  const newline = replaced.indexOf('\n', span.start);
  const end = newline === -1 ? replaced.length : newline;
  return {
    bytes: result,
    line: {
      number: replaced.slice(0, start).split('\n').length,
      text: replaced.slice(start, end).replace(/\r$/, ''),
    },
  };
}

function findValue(file: YamlFile, text: string, version: number): { start: number; end: number } {
  const span = file.spanOf(['version']);
  if (span === undefined) {
    const there = file.at(['version']) === undefined ? 'is missing' : 'has no value';
    throw refuse(
      file,
      `${code('version')} ${there}, so there is nothing to replace by ${version}: write ${code(`version: ${version}`)}.`,
    );
  }
  // What follows is about one line, and a number has no use for more.
  if (text.slice(span.start, span.end).includes('\n')) {
    throw refuse(
      file,
      `The value of ${code('version')} should be on one line, but it goes over several: write ${code(`version: ${version}`)}.`,
    );
  }
  return span;
}

function readAgain(file: YamlFile, bytes: Uint8Array, version: number): YamlFile {
  try {
    return readYaml(file.path, bytes);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    const why = error.problems[0]?.message ?? '';
    throw refuse(
      file,
      `With ${version} in place of ${describeAt(file, ['version'])} the file could not be read any more (${why.replace(/\.$/, '')}): change it by hand.`,
    );
  }
}

function assertOnlyVersion(before: YamlFile, after: YamlFile, version: number): void {
  const others = keysOf(before).filter(
    (key) => key !== 'version' && !isDeepStrictEqual(before.at([key]), after.at([key])),
  );
  if (others.length > 0) {
    const names = others.map((key) => `${code(key)} (line ${before.nearestLine([key])})`).join(', ');
    throw refuse(
      before,
      `With ${version} in ${code('version')}, ${names} would change too, by an alias of it (${code('*name')}): write the value out there.`,
    );
  }
  if (after.at(['version']) !== version || after.sourceOf(['version']) !== String(version)) {
    throw refuse(
      before,
      `With ${version} in its place ${code('version')} would read as ${describeAt(after, ['version'])}: write ${code(`version: ${version}`)}, without a tag.`,
    );
  }
  if (!isDeepStrictEqual(keysOf(before), keysOf(after))) {
    throw refuse(
      before,
      `With ${version} in ${code('version')} the file would have other keys: change it by hand.`,
    );
  }
}

function keysOf({ value }: YamlFile): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function refuse(file: YamlFile, message: string): GateError {
  return new GateError({ file: file.path, line: file.nearestLine(['version']), message });
}
