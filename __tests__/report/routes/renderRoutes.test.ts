import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../../src/domain/result.ts';
import { buildReport } from '../../../src/report/buildReport.ts';
import { chooseRouteField } from '../../../src/report/routes/chooseRouteField.ts';
import { renderRoutes } from '../../../src/report/routes/renderRoutes.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import { makeEvaluatedPin, makePolicy } from '../../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../../helpers/factories/makeRunResult.ts';
import * as scenarios from '../scenarios.ts';

function render(result: RunResult, limit = Number.POSITIVE_INFINITY): string {
  const [section] = buildReport(result, makeReportContext()).sections;
  if (section?.evaluation === undefined) throw new Error('expected an evaluation');
  return renderRoutes(section.evaluation, limit).join('\n\n');
}

describe('where misrouted fixtures went', () => {
  it('is told from the sender and from the receiver', () => {
    const text = render(scenarios.oneReceiver());

    expect(text).toContain(
      '- `billing` → `api-platform`: **2**, was 0\n- `auth` → `api-platform`: **1**, was 0',
    );
    expect(text).toContain('`api-platform` now gets **4** fixtures of other teams, was 1.');
  });

  it('has no "was" where there was no version', () => {
    const text = render(scenarios.newPin());

    expect(text).toContain('- `auth` → `dashboard`: **1**\n');
    expect(text).toContain('`dashboard` gets **1** fixture of other teams.');
  });

  it('counts answers where a fixture can go several ways', () => {
    const [pin] = scenarios.oneReceiver().pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const policy = makePolicy({ policy: { trials: 3 } });

    expect(render(makeRunResult([{ ...pin, source: { ...pin.source, policy } }]))).toContain(
      'now gets **4** answers of other teams',
    );
  });

  it('is left out when nothing moved, or there is no room', () => {
    const same = makeRunResult([
      makeEvaluatedPin([makeFixtureResult({}, 'auth', 'auth'), makeFixtureResult()]),
    ]);

    expect(render(same)).toBe('');
    expect(render(scenarios.oneReceiver(), 0)).toBe('');
  });

  it.each([
    [8, 8, false, ''],
    [9, Number.POSITIVE_INFINITY, true, ''],
    [20, 12, true, '… and 8 more routes.'],
    [20, 5, false, '… and 15 more routes.'],
  ])('with %i routes and room for %s folds: %p', (count, limit, folds, rest) => {
    const results = Array.from({ length: count }, (_, index) =>
      makeFixtureResult({ id: `${index}`, team: `team-${index}` }, `team-${index}`, 'sales'),
    );
    const text = render(makeRunResult([makeEvaluatedPin(results)]), limit);

    expect(text.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(Math.min(count, limit));
    expect(text.includes('<details>')).toBe(folds);
    expect(text.includes('… and')).toBe(rest !== '');
    expect(text).toContain(rest);
  });

  it('names five receivers and counts the others', () => {
    const results = Array.from({ length: 9 }, (_, index) =>
      makeFixtureResult({ id: `${index}` }, 'billing', `other-${index}`),
    );

    expect(render(makeRunResult([makeEvaluatedPin(results)]))).toMatch(
      /`other-4` \*\*1\*\*, was 0; and 4 more\.$/,
    );
  });
});

describe('the field that says where a fixture goes', () => {
  it.each([
    ['the one that makes the teams', { team: 'exact', priority: 'exact' }, 'team', 'team'],
    ['that one even if it is not the first', { priority: 'exact', team: 'one-of' }, 'team', 'team'],
    ['or else the first', { priority: 'ignore-case', urgency: 'exact' }, 'team', 'priority'],
    ['no number', { priority: 'number', urgency: 'exact' }, 'team', undefined],
    ['no prose', { team: 'contains' }, 'team', undefined],
    ['no pattern', { team: 'regex' }, 'team', undefined],
    ['no name that every object inherits', { priority: 'exact' }, 'constructor', 'priority'],
  ] as const)('is %s', (_, expected, group, field) => {
    expect(chooseRouteField(makePolicy({ expect: expected, 'group-by': group }))).toBe(field);
  });

  it('has words of its own when it is not the team', () => {
    const [pin] = scenarios.secondField().pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const policy = makePolicy({ expect: { priority: 'exact' } });
    const text = render(makeRunResult([{ ...pin, source: { ...pin.source, policy } }]));

    expect(text).toBe(
      '**What was answered for `priority` instead**, in the first trials\n\n- `high` → `low`: **2**, was 0',
    );
  });
});
