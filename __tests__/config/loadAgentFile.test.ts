import { describe, expect, it } from '@jest/globals';
import { loadAgentFile } from '../../src/config/loadAgentFile.ts';
import { formatProblem, GateError } from '../../src/domain/problem.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';

const path = 'prompts/x/triage.agent.yaml';
const head = 'name: triage\nmodel: claude-haiku-4-5\n';

function load(text: string | undefined, files: Readonly<Record<string, string>> = {}) {
  const all = text === undefined ? files : { [path]: text, ...files };
  return loadAgentFile(memoryRepository({ '0123456789ab': all }), '0123456789ab', path);
}

async function problemsOf(loading: Promise<unknown>): Promise<readonly string[]> {
  const error = await loading.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof GateError)) throw new Error('Nothing was wrong.');
  return error.problems.map(formatProblem);
}

describe('loadAgentFile', () => {
  it('gives the parameters as the file has them, and the configuration as the service would', async () => {
    const { params, config, others, digest, lineOf } = await load(
      `${head}tools:\n  - type: agent_toolset_20260401\n    configs: [{name: bash, enabled: false}]\nfuture_key: [1]\n`,
    );
    expect(params).toEqual({
      name: 'triage',
      model: 'claude-haiku-4-5',
      tools: [{ type: 'agent_toolset_20260401', configs: [{ name: 'bash', enabled: false }] }],
      future_key: [1],
    });
    const allow = { type: 'always_allow' };
    expect(config).toEqual({
      name: 'triage',
      model: { id: 'claude-haiku-4-5', speed: 'standard' },
      system: '',
      description: '',
      tools: [
        {
          type: 'agent_toolset_20260401',
          configs: [{ type: 'bash', name: 'bash', enabled: false, permission_policy: allow }],
          default_config: { enabled: true, permission_policy: allow },
        },
      ],
      mcpServers: [],
      skills: [],
      multiagent: null,
      metadata: {},
      executionIdentity: null,
    });
    expect(others).toEqual({ future_key: [1] });
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(lineOf(['tools'])).toBe(3);
    expect(Object.isFrozen(config.tools[0])).toBe(true);
  });

  it('knows two files apart that differ in a key that it does not know', async () => {
    const digests = await Promise.all(
      ['', 'future_key: 1\n', 'future_key: 2\n'].map((more) => load(head + more)),
    );
    expect(new Set(digests.map(({ digest }) => digest)).size).toBe(3);
  });

  it('leaves out the mark of a version, which a file may have from the service', async () => {
    const [marked, plain] = await Promise.all([
      load(`${head}metadata: {owner: a, pin-gate-digest: "sha256:0"}\n`),
      load(`${head}metadata: {owner: a}\n`),
    ]);
    expect(marked.params).toEqual(plain.params);
    expect(marked.digest).toBe(plain.digest);
  });

  it('reads the system prompt from a file beside it, exactly as it is', async () => {
    const text = '\uFEFFYou route tickets.\r\n\n  - billing\n\n';
    const loaded = await load(`${head}system-file: system.md\n`, { 'prompts/x/system.md': text });
    expect(loaded.systemFile).toBe('prompts/x/system.md');
    expect(loaded.config.system).toBe(text.slice(1));
    expect(loaded.params).toEqual({ name: 'triage', model: 'claude-haiku-4-5', system: text.slice(1) });
    expect(loaded.others).toEqual({});
  });

  it('reads it from elsewhere in the repository, too', async () => {
    const loaded = await load(`${head}system-file: ../shared/prompt.txt\n`, {
      'prompts/shared/prompt.txt': 'Hi.',
    });
    expect(loaded).toMatchObject({ systemFile: 'prompts/shared/prompt.txt', config: { system: 'Hi.' } });
    expect(await load(head)).not.toHaveProperty('systemFile');
  });

  it.each<[string, string | undefined, Readonly<Record<string, string>>, string]>([
    [
      'no agent file',
      undefined,
      {},
      `${path}: Commit 0123456789 has no such agent file: restore it, or name the one that holds the agent as \`agent-file\` in gate.yml.`,
    ],
    [
      'no system file',
      `${head}system-file: system.md\n`,
      {},
      `${path}:3: \`system-file\` names \`prompts/x/system.md\`, and commit 0123456789 has no such file: restore the file, or name the one that holds the system prompt.`,
    ],
    [
      'a system file that is too long',
      `${head}system-file: system.md\n`,
      { 'prompts/x/system.md': '😀'.repeat(100_001) },
      'prompts/x/system.md: The system prompt should be a text of at most 100,000 characters, but it has 100,001: shorten it.',
    ],
  ])('explains %s', async (_, text, files, sentence) => {
    expect(await problemsOf(load(text, files))).toEqual([sentence]);
  });

  it('takes a system file of 100,000 characters, and none that is no text', async () => {
    const text = `${head}system-file: system.md\n`;
    const long = await load(text, { 'prompts/x/system.md': '😀'.repeat(100_000) });
    expect([...long.config.system]).toHaveLength(100_000);
    expect(await problemsOf(load(text, { 'prompts/x/system.md': 'a\0b' }))).toEqual([
      expect.stringMatching(/^prompts\/x\/system\.md:1: The file should be UTF-8/),
    ]);
  });
});
