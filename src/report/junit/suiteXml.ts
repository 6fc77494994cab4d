import type { RunResult } from '../../domain/result.ts';
import { shorten } from '../../domain/shorten.ts';
import type { XmlElement } from './renderXml.ts';
import type { Case, CaseFault, Property, Suite } from './suite.ts';

/** A reply can be a megabyte; readers show some lines. */
const TEXT = 2_000;
const NAME = 300;

/** The root element; what it counts is what stands in it. */
export function toXml(suites: readonly Suite[], { startedAt, durationMs }: RunResult): XmlElement {
  // Without milliseconds and zone, as the schemas of Ant and Jenkins have it: UTC.
  const timestamp = new Date(startedAt).toISOString().slice(0, 19);
  const cases = suites.flatMap((suite) => suite.cases);
  return {
    name: 'testsuites',
    attributes: { name: 'Pin Gate', ...count(cases), time: formatTime(durationMs / 1000), timestamp },
    children: suites.map((suite) => suiteToXml(suite, timestamp)),
  };
}

function suiteToXml({ name, className, properties, cases }: Suite, timestamp: string): XmlElement {
  const time = formatTime(cases.reduce((sum, { seconds }) => sum + seconds, 0));
  return {
    name: 'testsuite',
    attributes: { name: shorten(name, NAME), ...count(cases), time, timestamp },
    children: [
      ...propertiesToXml(properties),
      ...cases.map((each) => caseToXml(each, shorten(className, NAME))),
    ],
  };
}

function caseToXml(
  { name, file, line, seconds, properties, fault, notes = [] }: Case,
  classname: string,
): XmlElement {
  return {
    name: 'testcase',
    attributes: { name: shorten(name, NAME), classname, file, line, time: formatTime(seconds) },
    children: [
      ...propertiesToXml(properties),
      ...(fault === undefined ? [] : [faultToXml(fault)]),
      ...(notes.length === 0 ? [] : [{ name: 'system-out', lines: cut(notes) }]),
    ],
  };
}

function faultToXml({ kind, type, message, lines }: CaseFault): XmlElement {
  const attributes = { message: shorten(message, TEXT) };
  // `skipped` has no type.
  return kind === 'skipped'
    ? { name: kind, attributes }
    : { name: kind, attributes: { ...attributes, type }, lines: cut(lines) };
}

function propertiesToXml(properties: readonly Property[]): readonly XmlElement[] {
  if (properties.length === 0) return [];
  const children = properties.map(([name, value]) => ({
    name: 'property',
    attributes: { name, value: shorten(value, TEXT) },
  }));
  return [{ name: 'properties', children }];
}

function count(cases: readonly Case[]): Readonly<Record<string, number>> {
  const having = (kind: CaseFault['kind']) => cases.filter(({ fault }) => fault?.kind === kind).length;
  return {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
}

function cut(lines: readonly string[]): readonly string[] {
  return lines.map((line) => shorten(line, TEXT));
}

/** Seconds, to the millisecond. */
function formatTime(seconds: number): string {
  return seconds.toFixed(3);
}
