import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  ModelScriptError,
  parseModelScript,
  readModelScript,
} from '../../../../../emulator/managed-agents/models/script/parseModelScript.ts';

const replies = [{ reply: 'a' }];

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ModelScriptError) return error.message;
    throw error;
  }
  return 'no error';
}

const problem = (script: unknown) => messageOf(() => parseModelScript(script, 'odds.yml'));

describe('parseModelScript', () => {
  it.each<[unknown, string]>([
    [null, 'odds.yml: expected an object, but it is null.'],
    [{}, 'odds.yml: `answers`: expected a list of answers, but it is missing.'],
    [
      { answers: [], otherwize: replies },
      'odds.yml: the script has the unknown key "otherwize"; the keys here are defaults, answers, otherwise.',
    ],
    [
      { answers: [{ replies, verson: 2 }] },
      'odds.yml: `answers[0]` has the unknown key "verson"; the keys here are agent, version, text, metadata, replies.',
    ],
    [
      { answers: [{ replies, version: 0 }] },
      'odds.yml: `answers[0].version`: expected a version (a whole number from 1) or a list of versions, but it is 0.',
    ],
    [
      { answers: [{ replies, text: { matches: '(' } }] },
      'odds.yml: `answers[0].text.matches`: expected a regular expression (Invalid regular expression: /(/: Unterminated group), but it is "(".',
    ],
    [
      { answers: [{ replies, metadata: { trial: 0 } }] },
      'odds.yml: `answers[0].metadata.trial`: expected a text (metadata values are texts: quote numbers), but it is 0.',
    ],
    [
      { answers: [{ replies: [] }] },
      'odds.yml: `answers[0].replies`: expected at least one reply, but it is [].',
    ],
    [
      { answers: [{ replies: [{ reply: 'a', probability: 1.5 }] }] },
      'odds.yml: `answers[0].replies[0].probability`: expected a probability from 0 to 1, but it is 1.5.',
    ],
    [
      { answers: [{ replies: [{ reply: 'a', probability: 0.7 }] }] },
      'odds.yml: `answers[0].replies`: expected probabilities that sum to 1, but they sum to 0.7.',
    ],
    [
      {
        answers: [
          { replies: [{ reply: 'a', probability: 0.7 }, { reply: 'b', probability: 0.7 }, { reply: 'c' }] },
        ],
      },
      'odds.yml: `answers[0].replies`: expected probabilities that sum to at most 1, but they sum to 1.4.',
    ],
    [
      { answers: [{ replies: [{ reply: 'a', latencyMs: { uniform: [5] } }] }] },
      'odds.yml: `answers[0].replies[0].latencyMs`: expected milliseconds, { uniform: [low, high] } or { lognormal: { median, sigma, max } }, but it is {"uniform":[5]}.',
    ],
    [
      { answers: [{ replies: [{ reply: 7 }] }] },
      'odds.yml: `answers[0].replies[0].reply`: expected a text, a list of texts or an object, but it is 7.',
    ],
    [
      { answers: [{ replies: [{ reply: 'a', outputTokens: 1.5 }] }] },
      'odds.yml: `answers[0].replies[0].outputTokens`: expected a whole number of tokens, 0 or more, but it is 1.5.',
    ],
    [
      {
        answers: [
          { replies, metadata: { a: '1', b: '2' } },
          { replies, metadata: { b: '2', a: '1' } },
        ],
      },
      'odds.yml: `answers[1]` can never be given: answers[0] has the same conditions.',
    ],
  ])('%j', (script, sentence) => {
    expect(problem(script)).toBe(sentence);
  });

  it('accepts probabilities that sum to 1 but for rounding', () => {
    const tenths = Array.from({ length: 10 }, (_, i) => ({ reply: `${i}`, probability: 0.1 }));
    expect(parseModelScript({ answers: [{ replies: tenths }] }).answers).toHaveLength(1);
  });

  it('reports all problems together, and says how many it left out', () => {
    const wrong = (count: number) => ({
      answers: Array.from({ length: count }, (_, i) => ({ version: i + 1, replies: [] })),
    });
    expect(problem(wrong(20)).split('\n')).toHaveLength(20);
    const lines = problem(wrong(22)).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[20]).toBe('odds.yml: and 2 more problems.');
    expect(problem(wrong(21)).split('\n')[20]).toBe('odds.yml: and 1 more problem.');
  });
});

describe('readModelScript', () => {
  it('reads YAML and JSON alike', () => {
    const yaml = readModelScript('answers:\n  - version: 2\n    replies: [{ reply: a }]\n', 'a.yaml');
    expect(yaml).toEqual({ answers: [{ version: 2, replies: [{ reply: 'a' }] }] });
    expect(readModelScript(`\uFEFF${JSON.stringify(yaml)}`, 'a.JSON')).toEqual(yaml);
  });

  it('says where YAML breaks off', () => {
    expect(messageOf(() => readModelScript('answers:\n  - [', 'a.yml'))).toMatch(
      /^a\.yml:2: expected YAML: /,
    );
    expect(messageOf(() => readModelScript('{', 'a.json'))).toMatch(/^a\.json: expected JSON: /);
  });

  it('reads the script that the README shows', () => {
    const readme = new URL('../../../../../emulator/managed-agents/models/README.md', import.meta.url);
    const example = /```yaml\n(.*?)```/s.exec(readFileSync(readme, 'utf8'))?.[1] ?? '';
    const { answers, otherwise } = readModelScript(example, 'README.md');
    expect(answers.map(({ replies }) => replies.length)).toEqual([2, 1]);
    expect(otherwise?.[0]?.stopReason).toBe('refusal');
  });
});
