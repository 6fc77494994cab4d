import { describe, expect, it } from '@jest/globals';
import { readPolicy } from '../../src/config/readPolicy.ts';
import { resolvePath } from '../../src/config/resolvePath.ts';
import { bytesOf, problemsOf } from '../helpers/problemsOf.ts';

const path = 'prompts/a/gate.yml';
const read = (text: string) => readPolicy(path, bytesOf(text));
const problems = (text: string) => problemsOf(() => read(text));
/** The problems of a policy whose first line, `fixtures`, is right. */
const problemsWith = (text: string) => problems(`fixtures: t.jsonl\n${text}`);

describe('readPolicy', () => {
  it('fills in every default', () => {
    expect(read('fixtures: t.jsonl\n').policy).toEqual({
      fixtures: ['t.jsonl'],
      message: 'Subject: {{subject}}\n\n{{body}}\n',
      reply: 'json',
      expect: { team: 'exact' },
      'group-by': 'team',
      policy: {
        rule: 'confirmed',
        trials: 1,
        rounds: [4, 8, 16, 40],
        alpha: 0.05,
        'on-inconclusive': 'block',
        coverage: 1,
        'min-score': {},
      },
      tools: 'refuse',
      rollback: 'fast',
      show: { prompt: 'auto', replies: 'auto' },
      limits: {
        concurrency: 64,
        'creates-per-minute': 150,
        'reads-per-minute': 600,
        'timeout-seconds': 60,
        'max-cost-usd': 5,
      },
    });
  });

  it('takes a whole policy, resolves its paths and keeps its lines', () => {
    const file = read(
      [
        'fixtures: [tickets.jsonl, ../shared/more.CSV]',
        'environment: env_1',
        'agent-file: a.agent.yaml',
        'message: |',
        '  Subject: {{subject}}',
        '  {{ body }}',
        'reply: text',
        'expect: {team: contains}',
        'group-by: team',
        'policy: {rule: any-drop, trials: 3, min-score: {billing: 0.6}}',
        'tools: run',
        'show: {prompt: yes, replies: no}',
        'limits: {concurrency: 1, max-cost-usd: 0.5}',
      ].join('\n'),
    );
    expect(file.policy.policy['min-score']).toEqual({ billing: 0.6 });
    expect(file.policy.show).toEqual({ prompt: 'yes', replies: 'no' });
    expect(file.policy.message).toBe('Subject: {{subject}}\n{{ body }}\n');
    expect(file.fixturePaths).toEqual(['prompts/a/tickets.jsonl', 'prompts/shared/more.CSV']);
    expect(file.agentFilePath).toBe('prompts/a/a.agent.yaml');
    expect(file.lineOf(['policy', 'min-score', 'billing'])).toBe(10);
    expect(file.lineOf(['policy', 'alpha'])).toBeUndefined();
    expect(file.messageLine(2)).toBe(6);
  });

  it.each(['confirmed', 'any-drop'])('takes the rule %s', (rule) => {
    expect(read(`fixtures: t.jsonl\npolicy: {rule: ${rule}}\n`).policy.policy.rule).toBe(rule);
  });

  it('is frozen through and through', () => {
    const { policy } = read('fixtures: t.jsonl\n');
    expect(
      [policy, policy.fixtures, policy.policy, policy.policy['min-score'], policy.limits].every(
        Object.isFrozen,
      ),
    ).toBe(true);
  });

  it('has no prototype where users choose the names', () => {
    const { policy } = read(
      'fixtures: t.jsonl\nexpect: {constructor: exact}\npolicy: {min-score: {toString: 1}}\n',
    );
    expect(Object.entries(policy.expect)).toEqual([['constructor', 'exact']]);
    expect(policy.policy['min-score']['toString']).toBe(1);
    expect(policy.policy['min-score']['constructor']).toBeUndefined();
  });

  it.each([
    ['environment: 3', "`environment` should be an environment's id, such as env_0123, but it is 3."],
    ['agent-file: [x]', '`agent-file` should be a path, such as ticket-triage.agent.yaml, but it is ["x"].'],
    [
      'message: ""',
      '`message` should be a text with fields, such as `{{subject}}`, but it is an empty text.',
    ],
    ['reply: jsn', '`reply` should be `json` or `text`, but it is "jsn".'],
    [
      'expect: exact',
      '`expect` should be a map that names at least one field and how it is compared, such as `team: exact`, but it is "exact".',
    ],
    [
      'expect: {}',
      '`expect` should be a map that names at least one field and how it is compared, such as `team: exact`, but it is an empty map.',
    ],
    [
      'expect: {team: fuzzy}',
      '`expect.team` should be `exact`, `ignore-case`, `one-of`, `contains`, `regex` or `number`, but it is "fuzzy".',
    ],
    ['expect: {"": exact}', 'A key of `expect` should be the name of a field, but it is an empty text.'],
    [
      'expect: {team: exact, __proto__: exact}',
      '`expect.__proto__` cannot be a name here: choose another one.',
    ],
    ['group-by:', '`group-by` should be the name of a field, such as `team`, but it is empty (null).'],
    ['policy: any-drop', '`policy` should be a map: its keys indented under it, but it is "any-drop".'],
    ['policy: {rule: all}', '`policy.rule` should be `confirmed` or `any-drop`, but it is "all".'],
    ['policy: {trials: 0}', '`policy.trials` should be a whole number from 1 to 100, but it is 0.'],
    ['policy: {trials: 101}', '`policy.trials` should be a whole number from 1 to 100, but it is 101.'],
    ['policy: {trials: 1e400}', '`policy.trials` should be a whole number from 1 to 100, but it is 1e400.'],
    [
      'policy: {rounds: [8, 4]}',
      '`policy.rounds` should be a list of growing whole numbers from 1 to 1000, such as [4, 8, 16, 40], but it is [8,4].',
    ],
    [
      'policy: {rounds: [4, x]}',
      '`policy.rounds` (item 2) should be a whole number from 1 to 1000, but it is "x".',
    ],
    [
      'policy: {rounds: [4, 1001]}',
      '`policy.rounds` (item 2) should be a whole number from 1 to 1000, but it is 1001.',
    ],
    ['policy: {alpha: 1}', '`policy.alpha` should be a number above 0 and below 1, but it is 1.'],
    ['policy: {alpha: .nan}', '`policy.alpha` should be a number above 0 and below 1, but it is .nan.'],
    [
      'policy: {on-inconclusive: warn}',
      '`policy.on-inconclusive` should be `block` or `pass`, but it is "warn".',
    ],
    ['policy: {coverage: 0}', '`policy.coverage` should be a number above 0 and at most 1, but it is 0.'],
    [
      'policy: {min-score: 0.5}',
      '`policy.min-score` should be a map from teams to scores, such as `billing: 0.6`, but it is 0.5.',
    ],
    [
      'policy: {min-score: {billing: 60}}',
      '`policy.min-score.billing` should be a number from 0 to 1, but it is 60.',
    ],
    ['tools: yes', '`tools` should be `refuse` or `run`, but it is "yes".'],
    ['show: {prompt: true}', '`show.prompt` should be `yes`, `no` or `auto`, but it is true.'],
    ['show: auto', '`show` should be a map: its keys indented under it, but it is "auto".'],
    ['limits:', '`limits` should be a map: its keys indented under it, but it is empty (null).'],
    [
      'limits: {concurrency: 2.5}',
      '`limits.concurrency` should be a whole number from 1 to 1000, but it is 2.5.',
    ],
    [
      'limits: {creates-per-minute: 0}',
      '`limits.creates-per-minute` should be a whole number from 1, but it is 0.',
    ],
    [
      'limits: {timeout-seconds: 3601}',
      '`limits.timeout-seconds` should be a number above 0 and at most 3600, but it is 3601.',
    ],
    ['limits: {max-cost-usd: $5}', '`limits.max-cost-usd` should be a number above 0, but it is "$5".'],
    ['grup-by: team', 'Unknown key `grup-by`: did you mean `group-by`?'],
    ['groupBy: team', 'Unknown key `groupBy`: did you mean `group-by`?'],
    ['trials: 3', 'Unknown key `trials`: it belongs under `policy`.'],
    ['concurrency: 3', 'Unknown key `concurrency`: it belongs under `limits`.'],
    ['limits: {concurency: 3}', 'Unknown key `limits.concurency`: did you mean `concurrency`?'],
    ['show: {answers: no}', 'Unknown key `show.answers`: the known keys here are `prompt`, `replies`.'],
    [
      '__proto__: 3',
      'Unknown key `__proto__`: the known keys here are `fixtures`, `environment`, `agent-file`, `message`, `reply`, `expect`, `group-by`, `policy`, `tools`, `rollback`, `show`, `limits`.',
    ],
    [
      'reply: text\nexpect: {a: exact, b: exact}',
      '`expect` should name one field, since `reply: text` has nothing but the text to grade, but it names 2: keep one, or write `reply: json`.',
    ],
    ['message: "a {{x"', 'In `message`: A field is not closed: expected {{name}}, but there is "{{x".'],
    [
      'agent-file: ../../../x.yaml',
      'The path "../../../x.yaml" leaves the repository: only files of this repository can be read.',
    ],
  ])('explains %s', (text, sentence) => {
    const line = text.startsWith('reply: text') ? 3 : 2;
    expect(problemsWith(text)).toEqual([`${path}:${line}: ${sentence}`]);
  });

  it.each([
    ['fixtures: 3', '`fixtures` should be a path, or a list of paths, such as tickets.jsonl, but it is 3.'],
    [
      'fixtures: ""',
      '`fixtures` should be a path, or a list of paths, such as tickets.jsonl, but it is an empty text.',
    ],
    [
      'fixtures: []',
      '`fixtures` should be a path, or a list of paths, such as tickets.jsonl, but it is an empty list.',
    ],
    ['fixtures: [1]', '`fixtures` (item 1) should be a path, such as tickets.jsonl, but it is 1.'],
    ['fixtures: /etc/x.csv', 'The path "/etc/x.csv" is absolute: write it relative to this file.'],
    ['fixtures: C:/x.csv', 'The path "C:/x.csv" is absolute: write it relative to this file.'],
    [
      'fixtures: data\\x.csv',
      'The path "data\\\\x.csv" has a backslash: write forward slashes, on Windows too.',
    ],
    ['fixtures: "*.jsonl"', '`fixtures` is "*.jsonl", but patterns are not supported: list the files.'],
    [
      'fixtures: t.txt',
      '`fixtures` is "t.txt", but fixtures should be in a file that ends in .jsonl, .json, .yml, .yaml or .csv.',
    ],
    ['fixtures: data/', 'The path "data/" is a folder: name a file.'],
    ['fixtures: [a.csv, ./a.csv]', '`fixtures` (item 2) is "./a.csv", which is listed already: remove one.'],
    ['reply: json', '`fixtures` is missing: it should be a path, or a list of paths, such as tickets.jsonl.'],
    ['', 'The file is empty: it should be a map with at least the key `fixtures`.'],
    ['t.jsonl', 'The file should be a map with at least the key `fixtures`, but it is "t.jsonl".'],
  ])('explains %s', (text, sentence) => {
    expect(problems(text)).toEqual([`${path}:1: ${sentence}`]);
  });

  it('reports all problems together, in the order of their lines', () => {
    expect(
      problems(
        'fixtures: t.txt\nmessage: |\n  {{}}\n  {{a\npolicy:\n  trials: two\n  rule: any\nlimts: {}\n',
      ).map((problem) => problem.slice(path.length, path.length + 4)),
    ).toEqual([':1: ', ':3: ', ':4: ', ':6: ', ':7: ', ':8: ']);
  });

  it('shortens what it quotes', () => {
    const [problem = ''] = problemsWith(`tools: ${'x'.repeat(10_000)}`);
    expect(problem).toBe(
      `${path}:2: \`tools\` should be \`refuse\` or \`run\`, but it is "${'x'.repeat(80)}…".`,
    );
  });

  it('keeps a hostile key on one line and in its backticks', () => {
    expect(problemsWith('"x`\\n::error::": 1').at(0)).toContain('Unknown key `x\u{FFFD}\u{FFFD}::error::`: ');
  });
});

describe('resolvePath', () => {
  it.each([
    ['gate.yml', 't.csv', 't.csv'],
    ['a/b/gate.yml', './t.csv', 'a/b/t.csv'],
    ['a/b/gate.yml', '../../t.csv', 't.csv'],
    ['a/gate.yml', 'x//y/../t.csv', 'a/x/t.csv'],
    ['a/gate.yml', '..data/t.csv', 'a/..data/t.csv'],
  ])('resolves from %s: %s', (gate, relative, resolved) => {
    expect(resolvePath(gate, relative)).toBe(resolved);
  });

  it.each([
    ['a/gate.yml', '../../t.csv'],
    ['gate.yml', '..'],
    ['gate.yml', '.'],
    ['gate.yml', '/t.csv'],
    ['gate.yml', 'https://example.org/t.csv'],
    ['gate.yml', ' t.csv'],
    ['gate.yml', 't\n.csv'],
  ])('refuses from %s: %j', (gate, relative) => {
    expect(problemsOf(() => resolvePath(gate, relative))).toHaveLength(1);
  });
});
