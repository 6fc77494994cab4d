import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../../src/domain/result.ts';
import { renderJUnit } from '../../../src/report/junit/renderJUnit.ts';
import { expectGolden } from '../../helpers/expectGolden.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import {
  makeDecision,
  makeEvaluatedPin,
  makeFailedPin,
  makePolicy,
  makeUnchangedPin,
} from '../../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../../helpers/factories/makeRunResult.ts';
import { makeTeamVerdict } from '../../helpers/factories/makeTeamVerdict.ts';
import { makeUnanswered } from '../../helpers/factories/makeTrial.ts';
import { type ParsedElement, parseXml } from '../../helpers/parseXml.ts';
import { HOSTILE, hostile } from '../hostileCorpus.ts';
import * as scenarios from '../scenarios.ts';

const context = makeReportContext();

const RESULTS: readonly (readonly [string, RunResult])[] = [
  ['blocked', scenarios.blocked()],
  ['passed', scenarios.passed()],
  ['confirmed loss', scenarios.confirmedLoss()],
  ['forgiven', scenarios.forgiven()],
  ['inconclusive', scenarios.inconclusive()],
  ['worse overall', scenarios.worseOverall()],
  ['could not evaluate', scenarios.couldNotEvaluate()],
  ['broken policy', scenarios.brokenPolicy()],
  ['new pin', scenarios.newPin()],
  ['rollback', scenarios.rollback()],
  ['several pins', scenarios.severalPins()],
  ['removed pin', scenarios.removedPin()],
  ['eighty teams', scenarios.eightyTeams()],
  ['unchanged', makeRunResult([makeUnchangedPin()])],
  ['no pin', makeRunResult()],
  ['no change known', makeRunResult([], { verdict: 'error', problems: [{ message: 'x' }] })],
  ['draft made', scenarios.draftMade()],
  ['draft blocked', scenarios.draftBlocked()],
  ['draft error', scenarios.draftError()],
  ['described', scenarios.described()],
  ['remembered', scenarios.remembered()],
  ['remembered draft', scenarios.rememberedDraft()],
  ['rollback by the fast lane', scenarios.rollbackUnverified()],
  ['several pending', scenarios.severalPending()],
  ['hostile', hostile()],
];

/** The attributes that readers agree on: https://github.com/testmoapp/junitxml. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  testsuites: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp'],
  testsuite: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp'],
  testcase: ['name', 'classname', 'file', 'line', 'time'],
  properties: [],
  property: ['name', 'value'],
  failure: ['message', 'type'],
  error: ['message', 'type'],
  skipped: ['message'],
  'system-out': [],
};

const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  testsuites: ['testsuite'],
  testsuite: ['properties', 'testcase'],
  testcase: ['properties', 'failure', 'error', 'skipped', 'system-out'],
  properties: ['property'],
};

function listAll(element: ParsedElement): readonly ParsedElement[] {
  return [element, ...element.children.flatMap(listAll)];
}

function read(result: RunResult, publicRepository = false) {
  const root = parseXml(renderJUnit(result, makeReportContext({ publicRepository })));
  const elements = listAll(root);
  const cases = elements.filter(({ name }) => name === 'testcase');
  const find = (id: string) => cases.find(({ attributes }) => attributes['name'] === id);
  const having = (name: string) => elements.filter((element) => element.name === name);
  return { root, elements, find, having };
}

function kindOf(element: ParsedElement | undefined): string | undefined {
  return element?.children.find(({ name }) => name !== 'properties')?.name ?? 'passed';
}

function propertiesOf(element: ParsedElement | undefined): Readonly<Record<string, string>> {
  const list = element?.children.find(({ name }) => name === 'properties')?.children ?? [];
  return Object.fromEntries(list.map(({ attributes }) => [attributes['name'], attributes['value']]));
}

describe.each(RESULTS)('junit.xml: %s', (_, result) => {
  it.each([true, false])(
    'is well-formed, of the elements and attributes that readers know (public: %s)',
    (open) => {
      for (const { name, attributes, children } of read(result, open).elements) {
        expect(ATTRIBUTES[name]).toEqual(expect.arrayContaining(Object.keys(attributes)));
        if (children.length > 0)
          expect(CHILDREN[name]).toEqual(expect.arrayContaining(children.map((child) => child.name)));
        if (['testsuites', 'testsuite', 'testcase'].includes(name))
          expect(attributes['time']).toMatch(/^\d+\.\d{3}$/);
      }
    },
  );

  it('counts what is there', () => {
    const { root } = read(result);
    for (const element of [root, ...root.children]) {
      const inside = listAll(element);
      const count = (name: string) => inside.filter((each) => each.name === name).length;
      expect(element.attributes).toMatchObject({
        tests: String(count('testcase')),
        failures: String(count('failure')),
        errors: String(count('error')),
        skipped: String(count('skipped')),
      });
    }
  });

  it('agrees with the verdict', () => {
    const { having } = read(result);
    const [failures, errors] = [having('failure').length, having('error').length];
    if (result.verdict === 'error') expect(errors).toBeGreaterThan(0);
    else expect(errors).toBe(0);
    if (result.verdict === 'blocked' || result.verdict === 'pending') expect(failures).toBeGreaterThan(0);
    if (result.verdict === 'passed' || result.verdict === 'skipped') expect(failures).toBe(0);
  });
});

describe('junit.xml', () => {
  it.each([
    ['confirmed-loss', scenarios.confirmedLoss],
    ['could-not-evaluate', scenarios.couldNotEvaluate],
    ['several-pins', scenarios.severalPins],
    ['new-pin', scenarios.newPin],
    ['draft-made', scenarios.draftMade],
    ['several-pending', scenarios.severalPending],
  ] as const)('as a reader sees it: %s', (name, make) => {
    expectGolden(`junit-${name}.xml`, renderJUnit(make(), context));
  });

  it('fails what the re-run confirmed, and lets pass with a note what it forgave', () => {
    const { find } = read(scenarios.confirmedLoss());
    expect(kindOf(find('TKT-1001'))).toBe('failure');
    expect(find('TKT-1001')?.children.at(-1)?.attributes).toEqual({
      type: 'broke',
      message:
        'API usage doubled on our account in March: expected billing; version 1 answered billing 5×; version 2 answered api-platform 5×',
    });
    expect(kindOf(find('TKT-1009'))).toBe('system-out');
    expect(propertiesOf(find('TKT-1009'))).toMatchObject({
      result: 'broke once',
      'right in the re-run': '3/4 → 3/4',
      'baseline session': expect.stringContaining('https://platform.claude.com/'),
    });
    expect([kindOf(find('TKT-1013')), propertiesOf(find('TKT-1013'))['result']]).toEqual(['passed', 'fixed']);
  });

  it('lets pass what both versions get wrong: that is no regression', () => {
    const { find } = read(scenarios.blocked());
    expect([kindOf(find('TKT-1005')), propertiesOf(find('TKT-1005'))['result']]).toEqual([
      'passed',
      'wrong on both versions',
    ]);
  });

  it.each([
    ['block', 'failure'],
    ['pass', 'system-out'],
  ])('an inconclusive loss, with on-inconclusive: %s', (wish, kind) => {
    const [pin] = scenarios.inconclusive().pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const policy = makePolicy({ policy: { 'on-inconclusive': wish } });
    const decision = { ...pin.decision, verdict: wish === 'block' ? 'blocked' : 'passed' } as const;
    const { find } = read(makeRunResult([{ ...pin, decision, source: { ...pin.source, policy } }]));
    expect(kindOf(find('TKT-1009'))).toBe(kind);
  });

  it('skips what could not be scored where its team was evaluated all the same', () => {
    const lost = makeUnanswered({ kind: 'not-scored', detail: 'the service answered 529' });
    const results = [
      makeFixtureResult({ id: 'A' }),
      makeFixtureResult({ id: 'B' }, 'billing', [lost]),
      makeFixtureResult({ id: 'C', team: 'auth' }, 'auth', [lost]),
    ];
    const [billing, auth] = ['billing', 'auth'].map((team) =>
      makeTeamVerdict(results.filter(({ fixture }) => fixture.team === team)),
    );
    if (billing === undefined || auth === undefined) throw new Error('expected two teams');
    const decision = makeDecision([billing, { ...auth, outcome: 'not-evaluated' }]);
    const { find } = read(makeRunResult([makeEvaluatedPin(results, { decision })]));
    expect([kindOf(find('B')), kindOf(find('C'))]).toEqual(['skipped', 'error']);
  });

  it('has a case of its own for what no fixture stands for', () => {
    expect(kindOf(read(scenarios.newPin()).find('verdict on auth'))).toBe('failure');
    const worse = read(scenarios.worseOverall());
    expect(worse.find('verdict on all teams')?.children.at(-1)?.attributes['type']).toBe('worse overall');
    const [nothing] = scenarios.passed().pins;
    if (nothing?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const reasons = ['There is nothing to compare.'];
    const decision = { ...nothing.decision, verdict: 'error', reasons } as const;
    const error = read(makeRunResult([{ ...nothing, decision }])).having('error');
    expect(error.map(({ text }) => text)).toEqual(reasons);
  });

  it('has all problems of a pin that failed', () => {
    const [error] = read(scenarios.brokenPolicy()).having('error');
    expect(error?.text.split('\n')).toEqual([
      'prompts/ticket-triage/gate.yml:3: Unknown key `polcy`: the nearest known one is `policy`.',
      'prompts/ticket-triage/gate.yml:9: `trials` should be a whole number from 1 to 100, and is `"three"`.',
    ]);
    expect(kindOf(read(makeRunResult([makeFailedPin({ problems: [] })])).find('evaluation'))).toBe('error');
  });

  it('of 20,000 fixtures, half of them broken, is made in a moment', () => {
    const result = scenarios.twentyThousand();
    const startedAt = performance.now();
    const xml = renderJUnit(result, context);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(xml.split('<testcase ')).toHaveLength(20_001);
  });

  it('withholds replies where the policy says so, and says it', () => {
    const secret = 'the customer’s secret';
    const results = [makeFixtureResult({ id: 'A' }, 'billing', secret), makeFixtureResult({ id: 'B' })];
    const pin = makeEvaluatedPin(results, { informational: results });
    const make = (publicRepository: boolean) =>
      renderJUnit(makeRunResult([pin]), makeReportContext({ publicRepository }));
    expect(make(false)).toContain('secret');
    expect(make(true)).not.toContain('secret');
    expect(make(true)).toContain('What the agent wrote is withheld');
  });

  it('shows hostile texts as the letters they are made of', () => {
    const messages = read(hostile())
      .elements.filter(({ name }) => name === 'error')
      .map(({ text }) => text);
    expect(messages.join('\n')).toContain('</code></pre></td></tr></table>');
    expect(renderJUnit(hostile(['\u0000\uFFFE\u202e\uD800']), context)).toContain(
      '\\u0000\\ufffe\\u202e\\ud800',
    );
    expect(HOSTILE.length).toBeGreaterThan(50);
  });
});
