import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';
import { readPin } from '../../src/config/readPin.ts';
import { readPolicy } from '../../src/config/readPolicy.ts';
import { renderGateSchema } from '../../src/config/renderGateSchema.ts';
import { renderPinSchema } from '../../src/config/renderPinSchema.ts';
import { bytesOf, problemsOf } from '../helpers/problemsOf.ts';

const root = new URL('../../', import.meta.url);
const readText = (path: string) =>
  readFileSync(fileURLToPath(new URL(path, root)), 'utf8').replaceAll('\r\n', '\n');

const jsonObject = z.record(z.string(), z.unknown());
const compile = (text: string) => new Ajv().compile(jsonObject.parse(JSON.parse(text)));
const isGate = compile(readText('schemas/gate.schema.json'));
const isPin = compile(readText('schemas/pinned-version.schema.json'));

const gateProblems = (text: string) => problemsOf(() => readPolicy('gate.yml', bytesOf(text)));
const pinProblems = (text: string) => problemsOf(() => readPin('pinned-version.yml', bytesOf(text)));

/** The blocks of YAML in the README that are a file of ours, as their first key shows. */
const samples = (key: string) =>
  [...readText('README.md').matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map(([, block = '']) => block)
    .filter((block) => new RegExp(`^${key}:`, 'm').test(block));

describe('the schemas of the files', () => {
  it.each([
    ['schemas/gate.schema.json', renderGateSchema],
    ['schemas/pinned-version.schema.json', renderPinSchema],
  ])('%s is what the sources say (npm run schema writes it)', (path, render) => {
    expect(readText(path)).toBe(render());
  });

  it.each([['gate'], ['pinned-version']])('describes every key of %s', (name) => {
    const undescribed = listKeys(JSON.parse(readText(`schemas/${name}.schema.json`)))
      .filter(({ schema }) => typeof schema['description'] !== 'string')
      .map(({ key }) => key);
    expect(undescribed).toEqual([]);
  });

  it('gives every default of the policy', () => {
    const keys = listKeys(JSON.parse(renderGateSchema()));
    const none = keys.filter(({ schema }) => !Object.hasOwn(schema, 'default')).map(({ key }) => key);
    expect(none).toEqual(['fixtures', 'environment', 'agent-file']);
  });
});

describe('schemas/gate.schema.json', () => {
  it('takes the gates of this repository', () => {
    const texts = [readText('prompts/ticket-triage/gate.yml'), ...samples('fixtures')];
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect([isGate(parse(text)), gateProblems(text)]).toEqual([true, []]);
  });

  it.each([
    ['a list of files', 'fixtures: [a.jsonl, b.csv]'],
    ['every key', everyKey()],
  ])('takes %s, as readPolicy does', (_, text) => {
    expect([isGate(parse(text)), gateProblems(text)]).toEqual([true, []]);
  });

  it.each([
    [''],
    ['- fixtures'],
    ['message: hello'],
    ['fixtures: ""'],
    ['fixtures: []'],
    ['fixtures: [1]'],
    ['fixtures: 1'],
    ['fixtures: a.csv\nfixture: b.csv'],
    ['fixtures: a.csv\nmessage: ""'],
    ['fixtures: a.csv\nenvironment: 1'],
    ['fixtures: a.csv\nagent-file: []'],
    ['fixtures: a.csv\nreply: yaml'],
    ['fixtures: a.csv\nexpect: {}'],
    ['fixtures: a.csv\nexpect: {team: same}'],
    ['fixtures: a.csv\nexpect: {"": exact}'],
    ['fixtures: a.csv\nexpect: team'],
    ['fixtures: a.csv\ngroup-by: ""'],
    ['fixtures: a.csv\ntools: maybe'],
    ['fixtures: a.csv\npolicy:'],
    ['fixtures: a.csv\npolicy: {rules: confirmed}'],
    ['fixtures: a.csv\npolicy: {rule: all-drops}'],
    ['fixtures: a.csv\npolicy: {trials: 0}'],
    ['fixtures: a.csv\npolicy: {trials: 1.5}'],
    ['fixtures: a.csv\npolicy: {trials: 101}'],
    ['fixtures: a.csv\npolicy: {rounds: []}'],
    ['fixtures: a.csv\npolicy: {rounds: [0]}'],
    ['fixtures: a.csv\npolicy: {rounds: [1001]}'],
    ['fixtures: a.csv\npolicy: {alpha: 0}'],
    ['fixtures: a.csv\npolicy: {alpha: 1}'],
    ['fixtures: a.csv\npolicy: {on-inconclusive: ask}'],
    ['fixtures: a.csv\npolicy: {coverage: 0}'],
    ['fixtures: a.csv\npolicy: {coverage: 1.1}'],
    ['fixtures: a.csv\npolicy: {min-score: {billing: 1.1}}'],
    ['fixtures: a.csv\npolicy: {min-score: {billing: "0.5"}}'],
    ['fixtures: a.csv\nshow: {prompt: true}'],
    ['fixtures: a.csv\nshow: {reply: no}'],
    ['fixtures: a.csv\nlimits: {concurrency: 1001}'],
    ['fixtures: a.csv\nlimits: {creates-per-minute: 0}'],
    ['fixtures: a.csv\nlimits: {reads-per-minute: "600"}'],
    ['fixtures: a.csv\nlimits: {timeout-seconds: 3601}'],
    ['fixtures: a.csv\nlimits: {max-cost-usd: 0}'],
    ['fixtures: a.csv\nlimits: {max-cost: 1}'],
  ])('refuses %j, as readPolicy does', (text) => {
    expect(isGate(parse(text))).toBe(false);
    expect(gateProblems(text)).not.toEqual([]);
  });
});

describe('schemas/pinned-version.schema.json', () => {
  it('takes the pins of this repository', () => {
    const texts = [readText('prompts/ticket-triage/pinned-version.yml'), ...samples('agent')];
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect([isPin(parse(text)), pinProblems(text)]).toEqual([true, []]);
  });

  it.each([
    ['keys of the callers', 'agent: agent_1\nversion: 2\nowner: {team: x}\n'],
    ['a version that is yet to be made', 'agent: agent_1\nversion: next\n'],
  ])('takes %s, as readPin does', (_, text) => {
    expect([isPin(parse(text)), pinProblems(text)]).toEqual([true, []]);
  });

  it('leaves to readPin what it says itself in better words', () => {
    expect(isPin(parse('agent: agent_1\nversion: 2\ncanary: {version: 3}'))).toBe(true);
  });

  it.each([
    [''],
    ['- 2'],
    ['agent: agent_1'],
    ['version: 2'],
    ['agent: 1\nversion: 2'],
    ['agent: ""\nversion: 2'],
    ['agent: a b\nversion: 2'],
    ['agent: "agent\\u200B_1"\nversion: 2'],
    ['agent: agent_1\nversion: 0'],
    ['agent: agent_1\nversion: 2.5'],
    ['agent: agent_1\nversion: "2"'],
    ['agent: agent_1\nversion: newest'],
    ['agent: agent_1\nversion: 9007199254740992'],
    ['agent: agent_1\nversion:'],
  ])('refuses %j, as readPin does', (text) => {
    expect(isPin(parse(text))).toBe(false);
    expect(pinProblems(text)).not.toEqual([]);
  });
});

/** Every default written out, and the keys that have none. */
function everyKey(): string {
  const { policy } = readPolicy('gate.yml', bytesOf('fixtures: a.csv'));
  return JSON.stringify({ ...policy, environment: 'env_1', 'agent-file': 'a.agent.yaml' });
}

interface Key {
  readonly key: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

function listKeys(schema: unknown, prefix = ''): readonly Key[] {
  const { properties } = z.looseObject({ properties: z.record(z.string(), jsonObject) }).parse(schema);
  return Object.entries(properties).flatMap(([name, inner]) => [
    { key: `${prefix}${name}`, schema: inner },
    ...(Object.hasOwn(inner, 'properties') ? listKeys(inner, `${prefix}${name}.`) : []),
  ]);
}
