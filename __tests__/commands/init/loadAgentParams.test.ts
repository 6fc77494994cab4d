import { describe, expect, it } from '@jest/globals';
import { loadAgentParams } from '../../../src/commands/init/loadAgentParams.ts';
import { toAgentParams } from '../../../src/commands/init/toAgentParams.ts';
import { makeAgentVersion } from '../../helpers/makeAgentVersion.ts';
import { memoryWorkspace } from '../../helpers/memoryWorkspace.ts';

const PATH = 'prompts/router/router.agent.yaml';
const load = (files: Readonly<Record<string, string>>) => loadAgentParams(memoryWorkspace(files), PATH);

describe('an agent file that is there before its agent', () => {
  it('says with which parameters the agent is made', async () => {
    expect(
      await load({ [PATH]: 'name: router\nmodel: {id: claude-haiku-4-5, effort: low}\ntools: []\n' }),
    ).toEqual({
      name: 'router',
      model: { id: 'claude-haiku-4-5', effort: 'low' },
      tools: [],
    });
  });

  it('may have its prompt in a file of its own, which no service knows of', async () => {
    const text = 'name: router\nmodel: claude-haiku-4-5\nsystem-file: system.md\n';
    expect(await load({ [PATH]: text, 'prompts/router/system.md': 'Route it.\n' })).toEqual({
      name: 'router',
      model: 'claude-haiku-4-5',
      system: 'Route it.\n',
    });
    await expect(load({ [PATH]: text })).rejects.toThrow(
      `${PATH}:3: \`system-file\` names "prompts/router/system.md", and there is no such file`,
    );
  });

  it('has a prompt that the service takes', async () => {
    const text = 'name: router\nmodel: claude-haiku-4-5\nsystem-file: system.md\n';
    await expect(load({ [PATH]: text, 'prompts/router/system.md': 'x'.repeat(100_001) })).rejects.toThrow(
      'prompts/router/system.md: The system prompt should be a text of at most 100,000 characters, but it has 100,001',
    );
  });

  it('gives no agent the mark of a version that the gate has made', async () => {
    const metadata = { 'pin-gate-digest': 'sha256:0', owner: 'desk' };
    const text = `name: router\nmodel: claude-haiku-4-5\nmetadata: ${JSON.stringify(metadata)}\n`;
    expect(await load({ [PATH]: text })).toMatchObject({ metadata: { owner: 'desk' } });
    expect(toAgentParams(makeAgentVersion({ metadata }))['metadata']).toEqual({ owner: 'desk' });
  });

  it('is none when it is not there', async () => {
    expect(await load({})).toBeUndefined();
  });
});
