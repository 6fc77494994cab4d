import { describe, expect, it } from '@jest/globals';
import type { AgentVersion } from '../../../src/domain/agent.ts';
import type { Json } from '../../../src/domain/fixture.ts';
import { describeDrift } from '../../../src/resolve/draft/describeDrift.ts';
import { loadDraft } from '../../helpers/draftWorld.ts';
import { makeAgentVersion } from '../../helpers/makeAgentVersion.ts';

const file = { name: 'Ticket triage', model: 'claude-haiku-4-5', system: 'Route the ticket.' };

async function describeIt(
  parts: Partial<AgentVersion>,
  more: Readonly<Record<string, Json>> = {},
  before?: AgentVersion,
) {
  const draft = await loadDraft({ ...file, ...more });
  return describeDrift(draft, makeAgentVersion({ version: 3, ...parts }), before && { before });
}

describe('describeDrift', () => {
  it('says what differs, and what to do', async () => {
    const version = { system: 'Other.', model: { id: 'claude-haiku-4-5', effort: { type: 'high' } } };
    expect(await describeIt(version, { model: { id: 'claude-haiku-4-5', effort: 'low' } })).toBe(
      "`prompts/x/triage.agent.yaml` does not describe version 3, which is pinned: the model's effort and the system prompt differ. " +
        'Change the file to what that version has, or write `version: next` into the pin: then what the file describes is tried, and made a version if it is good.',
    );
  });

  it('does not ask for `version: next` in a rollback, which that would undo', async () => {
    const draft = await loadDraft(file);
    const version = makeAgentVersion({ version: 3, system: 'Other.' });
    const sentence = describeDrift(draft, version, { isRollback: true });
    expect(sentence).toMatch(
      /the system prompt differs\. Production does not read the file: revert it when there is time\./,
    );
    expect(sentence).not.toContain('write `version: next`');
  });

  it.each<[Partial<AgentVersion>, string]>([
    [{ name: 'other' }, 'the name differs'],
    [{ model: { id: 'claude-opus-5' } }, 'the model differs'],
    [{ tools: [{ type: 'other' }] }, 'the tools differ'],
    [{ multiagent: { type: 'coordinator' } }, 'the sub-agents differ'],
    [{ executionIdentity: { type: 'aws_role' } }, 'the execution identity differs'],
    [{ metadata: { 'a`\n@b': 'x' } }, 'metadata `a\u{FFFD}\u{FFFD}@b` differs'],
    [{ metadata: { owners: 'x' }, system: '' }, 'the system prompt and metadata `owners` differ'],
  ])('names it: %j', async (parts, words) => {
    expect(await describeIt(parts)).toContain(`which is pinned: ${words}. `);
  });

  it('takes what the file leaves to the service for no difference', async () => {
    const skills = [{ type: 'anthropic', skill_id: 'xlsx' }];
    expect(await describeIt({})).toBeUndefined();
    expect(await describeIt({ model: { id: 'claude-haiku-4-5', effort: { type: 'high' } } })).toBeUndefined();
    expect(await describeIt({ skills: [{ ...skills[0], version: '20260101' }] }, { skills })).toBeUndefined();
    expect(await describeIt({ metadata: { 'pin-gate-digest': 'sha256:0' } })).toBeUndefined();
    expect(await describeIt({ skills: [] }, { skills })).toContain('the skills differ');
  });

  it('believes the mark of a version that did not inherit it', async () => {
    const more = { tools: [{ type: 'search' }] };
    const { digest } = await loadDraft({ ...file, ...more });
    const metadata = { 'pin-gate-digest': digest };
    const filledIn = { metadata, tools: [{ type: 'search', depth: 3 }] };
    const before = makeAgentVersion({ version: 2 });
    expect(await describeIt(filledIn, more, before)).toBeUndefined();
    expect(await describeIt(filledIn, more, { ...before, metadata })).toContain('the tools differ');
    expect(await describeIt(filledIn, more)).toContain('the tools differ');
  });
});
