import { describe, expect, it } from '@jest/globals';
import { readNumberedPin, readPin } from '../../src/config/readPin.ts';
import { bytesOf, problemsOf } from '../helpers/problemsOf.ts';

const path = 'prompts/a/pinned-version.yml';
const read = (text: string) => readPin(path, bytesOf(text));
const problems = (text: string) => problemsOf(() => read(text));

describe('readPin', () => {
  it('reads the agent, the version and the line of the version', () => {
    expect(read('# what production reads\nagent: agent_1\n\nversion: 2\n')).toEqual({
      path,
      agent: 'agent_1',
      version: 2,
      versionLine: 4,
    });
  });

  it.each([
    ['CRLF', 'agent: agent_1\r\nversion: 2\r\n'],
    ['a byte-order mark', '\uFEFFagent: agent_1\nversion: 2\n'],
    ['flow style, as JSON is', '{"agent": "agent_1",\n"version": 2}'],
    ['keys of the callers', 'agent: agent_1\nversion: 2\nowner: {team: x}\n__proto__: 3\nconstructor: 4\n'],
    ['an anchor and an alias', 'agent: &a agent_1\nversion: 2\nfallback: *a\n'],
  ])('takes %s', (_, text) => {
    expect(read(text)).toMatchObject({ agent: 'agent_1', version: 2, versionLine: 2 });
  });

  it.each([1, 2, 9007199254740991])('takes version %s', (version) => {
    expect(read(`agent: agent_1\nversion: ${version}\n`).version).toBe(version);
  });

  it.each([
    ['"2"', '"2": remove the quotes'],
    ['two', '"two"'],
    ['2.5', '2.5'],
    ['0', '0'],
    ['-1', '-1'],
    ['1e400', '1e400'],
    ['.nan', '.nan'],
    ['9007199254740992', '9007199254740992'],
    ['99999999999999999999', '99999999999999999999'],
    ['true', 'true'],
    ['', 'empty (null)'],
    ['[2]', '[2]'],
    ['{a: 2}', 'a map'],
    ['NEXT', '"NEXT"'],
  ])('refuses version: %s', (source, there) => {
    expect(problems(`agent: agent_1\nversion: ${source}\n`)).toEqual([
      `${path}:2: \`version\` should be a whole number from 1, such as 2, or the word \`next\`, but it is ${there}.`,
    ]);
  });

  it.each([
    ['010', 10],
    ['0x10', 16],
    ['2.0', 2],
    ['2e0', 2],
    ['+2', 2],
  ])('refuses version: %s, which other YAML readers take for another number', (source, value) => {
    expect(problems(`agent: agent_1\nversion: ${source}\n`)).toEqual([
      `${path}:2: \`version\` is written as \`${source}\`, which not every program reads as ${value}: write \`version: ${value}\`.`,
    ]);
  });

  it.each([
    ['a b', '"a b"'],
    ['""', 'an empty text'],
    ['123', '123'],
    ['"agent\\u200B_1"', '"agent\u200B_1"'],
  ])('refuses agent: %s', (source, there) => {
    expect(problems(`agent: ${source}\nversion: 2\n`)).toEqual([
      `${path}:1: \`agent\` should be an agent's id, without white space, such as agent_0123, but it is ${there}.`,
    ]);
  });

  it('reads `version: next`, which a pin of the base branch may not say', () => {
    const text = 'agent: agent_1\nversion: next\n';
    expect(read(text)).toEqual({ path, agent: 'agent_1', version: 'next', versionLine: 2 });
    expect(problemsOf(() => readNumberedPin(path, bytesOf(text)))).toEqual([
      `${path}:2: \`version: next\` stands here, which production cannot read: write the number of a version, such as \`version: 2\`.`,
    ]);
    expect(readNumberedPin(path, bytesOf('agent: agent_1\nversion: 2\n'))).toMatchObject({ version: 2 });
  });

  it('says honestly what is not supported yet', () => {
    expect(problems('agent: agent_1\nversion: next\ncanary:\n  version: 3\n  percent: 5\n')).toEqual([
      `${path}:3: \`canary\` is not supported yet: the gate evaluates one version only. Remove \`canary\`, and pin the version in \`version\`.`,
    ]);
  });

  it('takes no empty canary for none', () => {
    expect(problems('agent: agent_1\nversion: 2\ncanary:\n')).toHaveLength(1);
  });

  it('names the slip of a missing key', () => {
    expect(problems('# pin\nagnet: agent_1\n')).toEqual([
      `${path}:2: \`agent\` is missing: it should be an agent's id, without white space, such as agent_0123. Is \`agnet\` in line 2 a slip of it?`,
      `${path}:2: \`version\` is missing: it should be a whole number from 1, such as 2, or the word \`next\`.`,
    ]);
  });

  it.each([
    ['', 'The file is empty: it should be a map with the keys `agent` and `version`.'],
    ['# nothing\n', 'The file is empty: it should be a map with the keys `agent` and `version`.'],
    ['- 2\n', 'The file should be a map with the keys `agent` and `version`, but it is [2].'],
    ['2\n', 'The file should be a map with the keys `agent` and `version`, but it is 2.'],
  ])('refuses the document %j', (text, sentence) => {
    expect(problems(text)).toEqual([`${path}:1: ${sentence}`]);
  });

  it('does not take what a hostile key would put on the prototype', () => {
    expect(problems('__proto__: {agent: agent_1}\nversion: 2\n')).toEqual([
      `${path}:1: \`agent\` is missing: it should be an agent's id, without white space, such as agent_0123.`,
    ]);
  });
});
