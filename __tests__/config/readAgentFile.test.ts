import { describe, expect, it } from '@jest/globals';
import { readAgentFile } from '../../src/config/readAgentFile.ts';
import { bytesOf, problemsOf } from '../helpers/problemsOf.ts';

const path = 'prompts/a/a.agent.yaml';
const open = (text: string) => readAgentFile(path, bytesOf(text));
const read = (text: string) => open(text).params;
const problemsWith = (text: string) => problemsOf(() => read(`name: a\nmodel: m\n${text}`));

describe('readAgentFile', () => {
  it('takes a whole file, and keys that it does not know', () => {
    const file = read(
      [
        'name: ticket-triage',
        'model: {id: claude-haiku-4-5, effort: low}',
        'description: null',
        'system: |',
        '  Route the ticket.',
        'tools: [{type: agent_toolset_20260401}]',
        'mcp_servers: [{type: url, name: docs, url: "https://example.org/mcp"}]',
        'skills: [{type: anthropic, skill_id: xlsx}]',
        'metadata: {owner: support}',
        'future_key: 1',
      ].join('\n'),
    );
    expect(file).toMatchObject({
      name: 'ticket-triage',
      system: 'Route the ticket.\n',
      metadata: { owner: 'support' },
    });
    expect(Object.isFrozen(file['tools'])).toBe(true);
  });

  it.each([
    ['systm: x', 'Unknown key `systm`: did you mean `system`?'],
    ['system: [x]', '`system` should be a text of at most 100,000 characters, but it is ["x"].'],
    ['description: 3', '`description` should be a text, but it is 3.'],
    ['tools: bash', '`tools` should be a list of at most 256 tools, each with a `type`, but it is "bash".'],
    ['tools: [bash]', '`tools` (item 1) should be a map with a `type`, but it is "bash".'],
    ['tools: [{type: a}, {}]', "`type` of `tools` (item 2) is missing: it should be the tool's type."],
    [
      'mcp_servers: [{type: sse, name: a, url: b}]',
      '`type` of `mcp_servers` (item 1) should be `url`, but it is "sse".',
    ],
    ['skills: [{type: custom}]', "`skill_id` of `skills` (item 1) is missing: it should be the skill's id."],
    [
      'metadata: {a: 1}',
      '`metadata.a` should be a text of at most 512 characters (in quotes, if it looks like a number), but it is 1.',
    ],
    ['multiagent: 1', '`multiagent` should be a map, or nothing, but it is 1.'],
    ['name: b', 'The key `name` is there twice: keep one of the two.'],
  ])('explains %s', (text, sentence) => {
    expect(problemsWith(text)).toEqual([`${path}:3: ${sentence}`]);
  });

  it('knows where the system prompt stands that has a file of its own', () => {
    const file = open('name: a\nmodel: m\nsystem: null\nsystem-file: ../shared/system.md\n');
    expect(file.systemFilePath).toBe('prompts/shared/system.md');
    expect(file.params).toEqual({ name: 'a', model: 'm', system: null });
    expect(file.lineOf(['system-file'])).toBe(4);
    expect(open('name: a\nmodel: m\n').systemFilePath).toBeUndefined();
  });

  it.each([
    ['system-file: 3', '`system-file` should be a path, such as system.md, but it is 3.'],
    ['system-file: ""', '`system-file` should be a path, such as system.md, but it is an empty text.'],
    ['system-file: /system.md', 'The path "/system.md" is absolute: write it relative to this file.'],
    [
      'system-file: ../../../system.md',
      'The path "../../../system.md" leaves the repository: only files of this repository can be read.',
    ],
    [
      'system-file: README.md',
      '`system-file` is "README.md", but it should be a .md or .txt file with `system`, `prompt` or `agent` in its path, and no README.md, AGENTS.md or CHANGELOG.md, for a change of it to be noticed: rename it, to system.md for example.',
    ],
    ...['id', 'type', 'version', 'created_at', 'updated_at', 'archived_at'].map((name) => [
      `${name}: x`,
      `\`${name}\` is part of what the service answers, and no parameter of an agent: remove it.`,
    ]),
    ['sytem-file: system.md', 'Unknown key `sytem-file`: did you mean `system-file`?'],
    [
      'tools: [{type: a, share: .inf}]',
      '`share` of `tools` (item 1) should be a value that JSON has, but it is `.inf`.',
    ],
  ])('explains %s, too', (text, sentence) => {
    expect(problemsWith(text)).toEqual([`${path}:3: ${sentence}`]);
  });

  it('takes the system prompt from one place', () => {
    expect(problemsWith('system: Hi.\nsystem-file: system.md')).toEqual([
      `${path}:4: \`system-file\` and \`system\` both give the system prompt: keep one of the two.`,
    ]);
  });

  it.each([
    ['99,999 characters', `system: ${'é'.repeat(99_999)}`, 0],
    ['100,000 characters', `system: ${'😀'.repeat(100_000)}`, 0],
    ['100,001 characters', `system: ${'x'.repeat(100_001)}`, 1],
    ['16 pairs', `metadata: {${Array.from({ length: 16 }, (_, i) => `k${i}: v`).join(', ')}}`, 0],
    ['17 pairs', `metadata: {${Array.from({ length: 17 }, (_, i) => `k${i}: v`).join(', ')}}`, 1],
    ['a value of 512', `metadata: {k: ${'v'.repeat(512)}}`, 0],
    ['a value of 513', `metadata: {k: ${'v'.repeat(513)}}`, 1],
    ['a key of 64', `metadata: {${'k'.repeat(64)}: v}`, 0],
    ['a key of 65', `metadata: {${'k'.repeat(65)}: v}`, 1],
  ])('holds the limits: %s', (_, text, count) => {
    expect(problemsWith(text)).toHaveLength(count);
  });

  it('says which keys are missing', () => {
    expect(problemsOf(() => read('model: {effort: low}\n'))).toEqual([
      `${path}:1: \`name\` is missing: it should be the agent's name, as text.`,
      `${path}:1: \`model.id\` is missing: it should be a model's name, such as claude-haiku-4-5.`,
    ]);
    expect(problemsOf(() => read('name: a\nmodel: 4\n'))).toEqual([
      `${path}:2: \`model\` should be a model's name, such as claude-haiku-4-5, or a map with its \`id\`, but it is 4.`,
    ]);
  });

  it('names a key of metadata that is too long', () => {
    expect(problemsWith(`metadata: {${'k'.repeat(65)}: v}`)).toEqual([
      `${path}:3: A key of \`metadata\` should be a text of at most 64 characters, but it is "${'k'.repeat(65)}".`,
    ]);
  });
});
