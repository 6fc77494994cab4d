import { describe, expect, it } from '@jest/globals';
import type { AgentVersion } from '../../../src/domain/agent.ts';
import { listConfigChanges } from '../../../src/report/changes/listConfigChanges.ts';
import { makeAgentVersion } from '../../helpers/makeAgentVersion.ts';

type Parts = Partial<AgentVersion>;

/** `setting key: before → after`, one a change. */
function list(before: Parts, after: Parts): readonly string[] {
  return listConfigChanges(makeAgentVersion(before), makeAgentVersion(after)).map(
    ({ setting, key, kind, before: old = '(none)', after: fresh = '(none)' }) =>
      `${kind} ${setting}${key === undefined ? '' : ` ${key}`}: ${old} → ${fresh}`,
  );
}

describe('listConfigChanges', () => {
  it('finds nothing between versions that differ in number, times and prompt', () => {
    const later = { version: 2, system: 'Other.', createdAt: 'x', updatedAt: 'y', archivedAt: 'z' };
    expect(list({}, later)).toEqual([]);
  });

  it('lists everything else in a fixed order', () => {
    expect(
      list(
        {
          metadata: { owner: 'a', gone: '1' },
          description: 'Old.',
          model: { id: 'haiku', speed: 'standard' },
        },
        {
          name: 'Triage 2',
          model: { id: 'sonnet', speed: 'fast', effort: 'high' },
          description: 'New.',
          tools: [{ type: 'custom', name: 'refund' }],
          mcpServers: [{ type: 'url', name: 'crm', url: 'https://crm.example' }],
          skills: [{ type: 'anthropic', skill_id: 'xlsx' }],
          multiagent: { type: 'coordinator' },
          executionIdentity: { type: 'aws_role', role_arn: 'arn:x' },
          metadata: { owner: 'b', fresh: '2' },
        },
      ),
    ).toEqual([
      'changed name: Ticket triage → Triage 2',
      'changed model: haiku → sonnet',
      'added model option effort: (none) → high',
      'changed model option speed: standard → fast',
      'changed description: Old. → New.',
      'added tool refund: (none) → {"name":"refund","type":"custom"}',
      'added MCP server crm: (none) → {"name":"crm","type":"url","url":"https://crm.example"}',
      'added skill xlsx: (none) → {"skill_id":"xlsx","type":"anthropic"}',
      'added sub-agents: (none) → {"type":"coordinator"}',
      'added execution identity: (none) → {"role_arn":"arn:x","type":"aws_role"}',
      'added metadata fresh: (none) → 2',
      'removed metadata gone: 1 → (none)',
      'changed metadata owner: a → b',
    ]);
  });

  it('takes what the service says by itself for no change, and an effort by its name', () => {
    expect(list({}, { executionIdentity: { type: 'service_account' } })).toEqual([]);
    const [old, fresh] = ['low', 'high'].map((type) => ({ model: { id: 'haiku', effort: { type } } }));
    expect(list(old ?? {}, fresh ?? {})).toEqual(['changed model option effort: low → high']);
  });

  it('does not care for the order of keys, at any depth', () => {
    expect(
      list(
        { tools: [{ name: 'a', schema: { x: 1, y: [{ p: 1, q: 2 }] } }], metadata: { a: '1', b: '2' } },
        { tools: [{ schema: { y: [{ q: 2, p: 1 }], x: 1 }, name: 'a' }], metadata: { b: '2', a: '1' } },
      ),
    ).toEqual([]);
  });

  it('tells a tool that changed from one that was renamed', () => {
    const tools = [{ type: 'custom', name: 'refund', limit: 10 }];
    expect(list({ tools }, { tools: [{ type: 'custom', name: 'refund', limit: 20 }] })).toEqual([
      'changed tool refund: {"limit":10,"name":"refund","type":"custom"} → {"limit":20,"name":"refund","type":"custom"}',
    ]);
    expect(list({ tools }, { tools: [{ type: 'custom', name: 'repay', limit: 10 }] })).toEqual([
      'removed tool refund: {"limit":10,"name":"refund","type":"custom"} → (none)',
      'added tool repay: (none) → {"limit":10,"name":"repay","type":"custom"}',
    ]);
  });

  it('tells tools that were only put in another order, also beside one that came', () => {
    const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
    expect(list({ tools: [a, b] }, { tools: [b, a] })).toEqual(['changed tool: ["a","b"] → ["b","a"]']);
    expect(list({ tools: [a, b] }, { tools: [c, a, b] })).toEqual(['added tool c: (none) → {"name":"c"}']);
  });

  it('names tools by what they have, and counts those with the same name', () => {
    const tools = [
      { type: 'agent_toolset_20260401' },
      { type: 'mcp_toolset', mcp_server_name: 'crm' },
      { type: 'custom', name: 'x' },
      { type: 'custom', name: 'x', second: true },
      { name: '' },
      'odd',
    ];
    const changes = listConfigChanges(makeAgentVersion(), makeAgentVersion({ tools }));
    expect(changes.map(({ key }) => key)).toEqual([
      'agent_toolset_20260401',
      'crm',
      'x',
      'x (2)',
      'unnamed',
      'unnamed (2)',
    ]);
  });

  it('takes null and nothing for the same, but not an empty value of a key', () => {
    expect(list({ model: { id: 'haiku', effort: null } }, { model: { id: 'haiku' } })).toEqual([]);
    expect(list({ multiagent: null, description: '' }, {})).toEqual([]);
    expect(list({ description: 'Old.' }, { description: '' })).toEqual([
      'removed description: Old. → (none)',
    ]);
    expect(list({ metadata: { a: '' } }, {})).toEqual(['removed metadata a:  → (none)']);
  });

  it('takes keys that every object inherits for keys like any other', () => {
    const metadata = Object.fromEntries([
      ['constructor', 'a'],
      ['__proto__', 'b'],
    ]);
    expect(list({}, { metadata })).toEqual([
      'added metadata __proto__: (none) → b',
      'added metadata constructor: (none) → a',
    ]);
  });
});
