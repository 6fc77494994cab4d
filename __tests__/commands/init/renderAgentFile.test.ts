import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderAgentFile } from '../../../src/commands/init/renderAgentFile.ts';
import { toAgentParams } from '../../../src/commands/init/toAgentParams.ts';
import { readAgentFile } from '../../../src/config/readAgentFile.ts';
import type { AgentParams, AgentVersion } from '../../../src/domain/agent.ts';
import type { Json } from '../../../src/domain/fixture.ts';
import { makeAgentVersion } from '../../helpers/makeAgentVersion.ts';
import { bytesOf } from '../../helpers/problemsOf.ts';

const readBack = (text: string) => readAgentFile('a.agent.yaml', bytesOf(text)).params;
const exportSystem = (system: string) => renderAgentFile({ name: 'a', model: 'm', system });

/** Lines as YAML likes them least. */
const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '   ',
    '\t',
    '# no comment',
    '  indented',
    '- item',
    'a: b',
    '---',
    '...',
    '%YAML 1.1',
  ),
  fc.constantFrom(
    'ends with spaces   ',
    "'",
    '"',
    '\\',
    '{{subject}}',
    '&a *a !b',
    '😀👩‍💻❤️',
    'null',
    '1e3',
    '|',
    '>-',
  ),
  fc.constantFrom(
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u0085',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\u202e',
    '\u200b',
  ),
);
const prompt = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '\n\n', '')), { maxLength: 8 })
  .map((lines) => lines.flat().join(''));

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.integer(),
    prompt,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;

const tool = fc.record({ type: fc.constant('custom'), name: fc.string(), input_schema: json });

const version: fc.Arbitrary<AgentVersion> = fc
  .record({
    name: fc.oneof(line, prompt).map((text) => `n${text}`),
    description: fc.oneof(fc.constant(''), prompt),
    system: prompt,
    model: fc.constantFrom<AgentVersion['model']>(
      { id: 'claude-haiku-4-5' },
      { id: 'claude-haiku-4-5', speed: 'standard' },
      { id: 'm', speed: 'fast', effort: { type: 'high' } },
    ),
    tools: fc.array(tool, { maxLength: 2 }),
    skills: fc.constantFrom<readonly Json[]>([], [{ type: 'anthropic', skill_id: 'xlsx', version: '1' }]),
    mcpServers: fc.constantFrom<readonly Json[]>(
      [],
      [{ type: 'url', name: 'docs', url: 'https://example.org/' }],
    ),
    metadata: fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), line, {
      maxKeys: 3,
      noNullPrototype: true,
    }),
    executionIdentity: fc.constantFrom<Json>(
      null,
      { type: 'service_account' },
      { type: 'aws_role', role_arn: 'arn:x' },
    ),
  })
  .map(makeAgentVersion);

/** What the service would make of the parameters: defaults as it fills them in. */
function configOf(params: AgentParams) {
  const model = params['model'];
  const options = typeof model === 'string' ? { id: model } : Object(model);
  return {
    name: params['name'],
    model: { speed: 'standard', ...options },
    system: params['system'] ?? '',
    description: params['description'] ?? '',
    tools: params['tools'] ?? [],
    mcpServers: params['mcp_servers'] ?? [],
    skills: params['skills'] ?? [],
    metadata: { ...Object(params['metadata'] ?? {}) },
    executionIdentity: params['execution_identity'] ?? { type: 'service_account' },
  };
}

describe('an exported agent file', () => {
  it('reads back as the same configuration', () => {
    fc.assert(
      fc.property(version, (exported) => {
        const { name, model, system, description, tools, mcpServers, skills, metadata } = exported;
        const text = renderAgentFile(toAgentParams(exported));
        expect(configOf(readBack(text))).toEqual({
          ...{ name, system, description, tools, mcpServers, skills, metadata },
          model: { speed: 'standard', ...model },
          executionIdentity: exported.executionIdentity ?? { type: 'service_account' },
        });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every prompt, letter for letter', () => {
    fc.assert(
      fc.property(prompt, (system) => {
        expect(readBack(exportSystem(system))['system']).toBe(system);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['an ordinary one', 'One.\n\n  Two, indented.\n# Three\n', '|'],
    ['one that is on one line', 'One.', '|-'],
    ['one with several ends', 'One.\n\n\n', '|+'],
    ['one that begins with blanks', '  One.\nTwo.\n', '|2'],
    ['one with emoji', '😀 👩‍💻\n', '|'],
    ['one of 100,000 characters', `${'long line '.repeat(9)}\n`.repeat(1000).padEnd(100_000, 'x'), '|-'],
  ])('has %s as a literal block', (_, system, indicator) => {
    const text = exportSystem(system);
    expect(text.split('\n')[2]).toBe(`system: ${indicator}`);
    expect(readBack(text)['system']).toBe(system);
  });

  it.each([
    ['carriage returns', 'One.\r\nTwo.\r\n'],
    ['blanks at the end', 'One.\n   '],
    ['a byte-order mark', '\ufeffOne.\n'],
    ['control characters', 'One.\u0007\n'],
    ['a lone surrogate', 'One.\ud800\n'],
    ['nothing but blanks', '   \n\t\n'],
  ])('has a prompt with %s in quotes', (_, system) => {
    const text = exportSystem(system);
    expect(text.split('\n')[2]).toMatch(/^system: ".*"$/);
    expect(readBack(text)['system']).toBe(system);
  });

  it('leaves out what is empty or as the service has it', () => {
    const params = toAgentParams(
      makeAgentVersion({
        model: { id: 'm', speed: 'standard' },
        system: '',
        executionIdentity: { type: 'service_account' },
      }),
    );
    expect(renderAgentFile(params)).toBe('name: Ticket triage\nmodel: m\n');
  });
});
