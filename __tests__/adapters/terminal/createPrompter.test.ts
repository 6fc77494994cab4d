import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createPrompter } from '../../../src/adapters/terminal/createPrompter.ts';

function setUp(isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  let written = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const prompter = createPrompter({ input, output });
  if (prompter === undefined && isTTY) throw new Error('expected somebody to ask');
  return { prompter, input, written: () => written };
}

describe('createPrompter', () => {
  it('asks nobody where there is no terminal', () => {
    expect(setUp(false).prompter).toBeUndefined();
  });

  it.each([
    ['prompts/x\n', 'prompts/x'],
    ['  spaces \n', 'spaces'],
    ['\n', 'prompts/a'],
  ])('takes %j for an answer', async (typed, answer) => {
    const { prompter, input, written } = setUp();
    const asked = prompter?.ask('Folder', 'prompts/a');
    input.write(typed);
    expect(await asked).toBe(answer);
    expect(written()).toContain('Folder (prompts/a): ');
  });

  it.each([
    ['y\n', true],
    ['YES\n', true],
    ['\n', false],
    ['no\n', false],
    ['yesterday\n', false],
  ])('takes %j for %s', async (typed, answer) => {
    const { prompter, input } = setUp();
    const asked = prompter?.confirm('Write these files?');
    input.write(typed);
    expect(await asked).toBe(answer);
  });

  it('asks one question after the other', async () => {
    const { prompter, input } = setUp();
    const first = prompter?.ask('One', '');
    input.write('1\n');
    expect(await first).toBe('1');
    const second = prompter?.ask('Two', '');
    input.write('2\n');
    expect(await second).toBe('2');
  });

  it('says when the input has ended', async () => {
    const { prompter, input } = setUp();
    const asked = prompter?.ask('Folder', 'prompts/a');
    input.end();
    expect(await asked).toBeUndefined();
  });

  it('takes a Ctrl-C for the end', async () => {
    const { prompter, input } = setUp();
    const asked = prompter?.confirm('Write these files?');
    input.write('\u0003');
    expect(await asked).toBeUndefined();
  });

  it('lets no text of a question steer the terminal', async () => {
    const { prompter, input, written } = setUp();
    const asked = prompter?.ask('\u001b]0;title\u0007Folder', '\u202eprompts');
    input.write('x\n');
    await asked;
    expect(written()).not.toMatch(/\u001b\]|\u0007|\u202e/);
  });
});
