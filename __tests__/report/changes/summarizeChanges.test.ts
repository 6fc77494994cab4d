import { describe, expect, it } from '@jest/globals';
import type { AgentVersion } from '../../../src/domain/agent.ts';
import type { PinResult } from '../../../src/domain/result.ts';
import { compareVersions } from '../../../src/report/changes/compareVersions.ts';
import { summarizeChanges } from '../../../src/report/changes/summarizeChanges.ts';
import { makeAgentVersion, makeEvaluatedPin, makePin } from '../../helpers/factories/makePinResult.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;
type Parts = Partial<AgentVersion>;

function summarize(
  [from, to]: readonly [number, number],
  before: Parts,
  after: Parts,
  more: Partial<Evaluated> = {},
): string {
  const pin = makeEvaluatedPin([], {
    baseline: { pin: makePin({ version: from }), config: makeAgentVersion(before) },
    candidate: { pin: makePin({ version: to }), config: makeAgentVersion(after) },
    ...more,
  });
  return summarizeChanges(compareVersions(pin));
}

const day = (version: number) => ({ version, madeAt: `2026-08-0${version}T23:30:00Z` });

describe('summarizeChanges', () => {
  it('says in one sentence what changed', () => {
    expect(
      summarize(
        [3, 6],
        { system: 'a\nb\nc' },
        { system: 'a\nx\ny\nz', model: { id: 'claude-sonnet-5', effort: 'high' }, description: 'Text.' },
        { between: [day(4), day(5)] },
      ),
    ).toBe(
      'Prompt: 3 lines added, 2 removed; model `claude-haiku-4-5` → `claude-sonnet-5`; `effort` none → `high`; ' +
        'description added; 2 versions in between (v4 2026-08-04, v5 2026-08-05)',
    );
  });

  it.each([
    ['', 'a', '1 line added'],
    ['a\nb', 'a', '1 line removed'],
    ['a\nb\nc', 'x', '1 line added, 3 removed'],
    ['a\r\nb', 'a\nb', 'identical but for the ends of lines'],
    ['a', 'a', 'identical'],
  ])('counts lines: %j → %j', (before, after, expected) => {
    const parts = summarize([1, 2], { system: before }, { system: after, description: 'x' });
    expect(parts).toBe(`Prompt: ${expected}; description added`);
  });

  it('says it plainly when nothing differs, or nothing but the prompt', () => {
    expect(summarize([3, 4], {}, {})).toMatch(
      /^Nothing differs between versions 3 and 4: prompt, model and every other setting are the same, /,
    );
    expect(summarize([3, 4], {}, { system: 'Other.' })).toBe(
      'Prompt: 1 line added, 1 removed; every other setting is the same',
    );
    expect(summarize([3, 4], { system: 'a' }, { system: 'a\n' })).toBe(
      'Prompt: identical but for the ends of lines; every other setting is the same',
    );
  });

  it('counts versions in between, whichever way the pin moves, and names the ends of many', () => {
    const same = (versions: readonly [number, number], between: Evaluated['between']) =>
      summarize(versions, {}, {}, { between }).replace(/^.*; /, '');
    expect(same([1, 3], [day(2)])).toBe('1 version in between (v2 2026-08-02)');
    expect(same([6, 1], [2, 3, 4, 5].map(day))).toBe(
      '4 versions in between (v2 2026-08-02 to v5 2026-08-05)',
    );
    expect(same([1, 4], undefined)).toBe('2 versions in between (could not be listed)');
    expect(same([1, 4], [])).toBe('2 versions in between');
    expect(same([1, 3], [{ version: 2, madeAt: 'yesterday' }])).toBe('1 version in between (v2)');
    expect(same([1, 2], [])).not.toContain('between (');
  });

  it('says nothing of numbers in between where the pin moved to another agent', () => {
    expect(summarize([1, 9], {}, { name: 'Other' }, { change: 'moved-agent' })).toBe(
      'Prompt: identical; name `Ticket triage` → `Other`',
    );
    expect(summarize([1, 9], {}, {}, { change: 'moved-agent' })).toMatch(
      /^Nothing differs between the versions of the two agents: /,
    );
  });

  it('names five settings, and counts the others', () => {
    const metadata = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((key) => [`k${key}`, 'x']));
    expect(summarize([1, 2], {}, { metadata })).toBe(
      'Prompt: identical; metadata `k1` added; metadata `k2` added; metadata `k3` added; metadata `k4` added; ' +
        'metadata `k5` added; 2 more settings',
    );
  });

  it('names what was put in another order', () => {
    const tools = [{ name: 'a' }, { name: 'b' }];
    expect(summarize([1, 2], { tools }, { tools: tools.toReversed() })).toBe(
      'Prompt: identical; order of the tools changed',
    );
  });

  it('tells the size of a new pin’s prompt', () => {
    const alone = (system: string) =>
      summarize([1, 2], {}, { system }, { change: 'added', baseline: undefined });
    expect(alone('Route.\nBe brief.\n')).toBe(
      'Nothing to compare with: nothing is pinned yet; version 2 has a prompt of 2 lines (17 characters)',
    );
    expect(alone('')).toBe('Nothing to compare with: nothing is pinned yet; version 2 has no prompt');
  });
});
