import { describe, expect, it } from '@jest/globals';
import type { AgentConfig } from '../../../src/domain/agent.ts';
import { expressOverrides } from '../../../src/resolve/draft/expressOverrides.ts';
import { makeAgentVersion } from '../../helpers/makeAgentVersion.ts';

const effort = { type: 'low' };
const version = makeAgentVersion({
  model: { id: 'claude-haiku-4-5', speed: 'standard', effort, inference_geo: 'us' },
  description: 'Reads tickets.',
  metadata: { owner: 'support', 'pin-gate-digest': 'sha256:0' },
  executionIdentity: { type: 'service_account' },
});
const skills = [{ type: 'anthropic', skill_id: 'xlsx' }];

function express(parts: Partial<AgentConfig>) {
  return expressOverrides({ ...version, metadata: { owner: 'support' }, ...parts }, version);
}

describe('expressOverrides', () => {
  it.each<[Partial<AgentConfig>, object]>([
    [{}, {}],
    [{ system: 'Other.' }, { system: 'Other.' }],
    [{ system: '' }, { system: '' }],
    [
      { model: { id: 'claude-opus-5', effort: 'low', inference_geo: 'us' } },
      { model: { id: 'claude-opus-5', speed: 'standard', inference_geo: 'us' } },
    ],
    [{ model: { id: 'claude-haiku-4-5', effort } }, { model: { id: 'claude-haiku-4-5', speed: 'standard' } }],
    [
      { model: { ...version.model, speed: 'fast' } },
      { model: { id: 'claude-haiku-4-5', speed: 'fast', inference_geo: 'us' } },
    ],
    [{ skills }, { skills: [{ ...skills[0], version: 'latest' }] }],
    [{ mcpServers: [], tools: [{ type: 'x' }] }, { tools: [{ type: 'x' }] }],
    [{ executionIdentity: null }, {}],
  ])('%j is expressed by %j', (parts, overrides) => {
    expect(express(parts)).toEqual({ overrides });
  });

  it.each<[Partial<AgentConfig>, readonly string[]]>([
    [{ name: 'other' }, ['the name']],
    [{ description: '' }, ['the description']],
    [{ metadata: {} }, ['metadata `owner`']],
    [{ multiagent: { type: 'coordinator', agents: [] } }, ['the sub-agents']],
    [{ executionIdentity: { type: 'aws_role', role_arn: 'arn' } }, ['the execution identity']],
    [{ model: { id: 'claude-haiku-4-5' } }, ["the model's effort"]],
    [{ model: { ...version.model, effort: 'high' }, system: 'Other.' }, ["the model's effort"]],
    [{ model: { ...version.model, unheard_of: 1 } }, ["the model's `unheard_of`"]],
    [{ name: 'other', description: 'other', tools: [{ type: 'x' }] }, ['the name', 'the description']],
  ])('%j cannot be expressed: %j', (parts, differs) => {
    expect(express(parts)).toEqual({ differs });
  });
});
