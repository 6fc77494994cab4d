import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import {
  closeWorlds,
  type RunOptions,
  startWorld,
  type World,
  type WorldOptions,
} from './world/startWorld.ts';
import {
  baseFiles,
  gate,
  gatePath,
  jsonLines,
  pin,
  pinPath,
  script,
  tickets,
  ticketsPath,
} from './world/tickets.ts';

afterEach(closeWorlds);

type Files = Record<string, string | null>;

/**
 * Runs a pull request that must end as an error before any session, and gives the annotations: what a person
 * gets to read, `file:line message`, unescaped.
 */
async function sentencesOf(
  setUp: { readonly base?: Files; readonly change?: Files } & Partial<WorldOptions>,
  options: (world: World) => RunOptions = () => ({}),
): Promise<readonly string[]> {
  const { base, change, ...world } = setUp;
  const emulated = await startWorld({ model: createScriptModel(script({})), ...world });
  if (base !== undefined) await emulated.github.commit({ branch: 'main', files: base });
  const number = await emulated.propose(change ?? { [pinPath]: pin(2) });

  const run = await emulated.run(number, options(emulated));

  expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
  expect(emulated.agents.sessions()).toEqual([]);
  const errors = run.log
    .split('\n')
    .filter((line) => line.startsWith('::error'))
    .map((line) => {
      const [, file, line_, message = ''] =
        /^::error title=Pin Gate%3A could not evaluate(?:,file=([^,:]*))?(?:,line=(\d+))?::(.*)$/.exec(
          line,
        ) ?? [];
      const text = message.replaceAll('%0A', '\n').replaceAll('%25', '%');
      return (
        [file, line_].filter((part) => part !== undefined).join(':') + (file === undefined ? '' : ' ') + text
      );
    });
  // Whoever only looks at the pull request or at the summary gets the same words.
  for (const error of errors) {
    const message = error.replace(/^\S+:\d+ /, '').replace(/[^\w ].*$/s, '');
    expect(run.summary).toContain(message);
  }
  return errors;
}

describe('a pin that cannot be read is an error with its file and line', () => {
  it.each<[string, string, readonly unknown[]]>([
    [
      'is no YAML',
      'agent: [agent_triage\nversion: 2\n',
      [expect.stringMatching(/^prompts\/triage\/pinned-version\.yml:\d /)],
    ],
    [
      'says `next`',
      pin('next'),
      [
        `${pinPath}:3 \`version: next\` asks for the version that an agent file describes, and \`${gatePath}\` on the base branch names none: merge \`agent-file: <name>.agent.yaml\` there first, or write the number of a version that exists.`,
      ],
    ],
    [
      'has a canary',
      `${pin(1)}canary:\n  version: 2\n  percent: 5\n`,
      [
        `${pinPath}:4 \`canary\` is not supported yet: the gate evaluates one version only. Remove \`canary\`, and pin the version in \`version\`.`,
      ],
    ],
    [
      'has a version that is no number',
      pin('"2"'),
      [
        `${pinPath}:3 \`version\` should be a whole number from 1, such as 2, or the word \`next\`, but it is "2": remove the quotes.`,
      ],
    ],
    [
      'has two things wrong',
      'agent: ""\nversion: 0\n',
      [
        `${pinPath}:1 \`agent\` should be an agent's id, without white space, such as agent_0123, but it is an empty text.`,
        `${pinPath}:2 \`version\` should be a whole number from 1, such as 2, or the word \`next\`, but it is 0.`,
      ],
    ],
    ['says everything twice', `${pin(1)}version: 2\n`, [expect.stringContaining(`${pinPath}:4 `)]],
  ])('that %s', async (_, text, sentences) => {
    expect(await sentencesOf({ change: { [pinPath]: text } })).toEqual(sentences);
  });

  it('also when it is the base’s, with the way out', async () => {
    const sentences = await sentencesOf({ base: { [pinPath]: pin('next') } });
    expect(sentences).toEqual([
      `${pinPath}:3 On the base branch \`main\`, which production reads: \`version: next\` stands here, which production cannot read: write the number of a version, such as \`version: 2\`. There is no baseline to compare with until that is mended. Mend it in a change that does nothing else, and let somebody who may bypass this check merge it.`,
    ]);
  });
});

describe('a policy or fixtures that cannot be read are an error with file and line', () => {
  it('a rule that nobody knows', async () => {
    const sentences = await sentencesOf({ base: { [gatePath]: gate('policy:\n  rule: majority\n') } });
    expect(sentences).toEqual([
      `${gatePath}:3 \`policy.rule\` should be \`confirmed\` or \`any-drop\`, but it is "majority".`,
    ]);
  });

  it('rounds that do not grow', async () => {
    const sentences = await sentencesOf({ base: { [gatePath]: gate('policy:\n  rounds: [8, 4]\n') } });
    expect(sentences).toEqual([
      `${gatePath}:3 \`policy.rounds\` should be a list of growing whole numbers from 1 to 1000, such as [4, 8, 16, 40], but it is [8,4].`,
    ]);
  });

  it('an unknown key, with the nearest known one, together with everything else', async () => {
    const sentences = await sentencesOf({
      base: { [gatePath]: gate('polcy:\n  trials: 1\nlimits:\n  concurency: 4\n  timeout-seconds: soon\n') },
    });
    expect(sentences).toHaveLength(3);
    expect(sentences[0]).toMatch(/^prompts\/triage\/gate\.yml:2 .*`polcy`.*`policy`/);
    expect(sentences[1]).toMatch(/^prompts\/triage\/gate\.yml:5 .*concurency.*`(?:limits\.)?concurrency`/);
    expect(sentences[2]).toBe(
      `${gatePath}:6 \`limits.timeout-seconds\` should be a number above 0 and at most 3600, but it is "soon".`,
    );
  });

  it('a fixture file that is missing', async () => {
    const sentences = await sentencesOf({ base: { [ticketsPath]: null } });
    expect(sentences).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${gatePath}:1 \`fixtures\` names \`${ticketsPath}\`, and commit [0-9a-f]{10} has no such file: restore the file, or name the one that holds the fixtures\\.$`,
        ),
      ),
    ]);
  });

  it('a duplicate id, a missing label and a missing field, all together', async () => {
    const [one, two, ...rest] = tickets;
    const { team: _, ...unlabelled } = two ?? {};
    const { subject: __, ...bare } = rest[0] ?? {};
    const sentences = await sentencesOf({
      base: { [ticketsPath]: jsonLines([one, unlabelled, bare, { ...rest[1], id: 'B-1' }]) },
    });
    expect(sentences.map((sentence) => sentence.replace(/ .*$/s, ''))).toEqual(
      [2, 3, 4].map((line) => `${ticketsPath}:${line}`),
    );
    expect(sentences[0]).toContain('`team`');
    expect(sentences[1]).toContain('`subject`');
    expect(sentences[2]).toContain('"B-1"');
  });

  it.each([
    ['an empty set', ''],
    ['only blank lines', '\n\n'],
  ])('%s', async (_, text) => {
    const [sentence, ...rest] = await sentencesOf({ base: { [ticketsPath]: text } });
    expect(rest).toEqual([]);
    expect(sentence).toMatch(/no fixture/i);
  });

  it('a floor for a team without fixtures', async () => {
    const sentences = await sentencesOf({
      base: { [gatePath]: gate('policy:\n  min-score:\n    billing: 0.5\n    bilingual: 0.5\n') },
    });
    expect(sentences).toEqual([expect.stringMatching(/^prompts\/triage\/gate\.yml:5 .*bilingual/)]);
  });

  it('a field that no fixture has in the message', async () => {
    const sentences = await sentencesOf({
      base: { [gatePath]: gate('message: |\n  Subject: {{subject}}\n  {{bdoy}}\n') },
    });
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.join('\n')).toContain('bdoy');
  });

  it('a policy that is missing altogether', async () => {
    const sentences = await sentencesOf({ base: { [gatePath]: null } });
    expect(sentences).toEqual([
      `${pinPath}:3 This pin has no policy: neither \`main\` nor the change has \`${gatePath}\`. Add a gate.yml beside the pin that names its fixtures.`,
    ]);
  });

  it('a fixture file that is not UTF-8', async () => {
    const world = await startWorld();
    const latin = Buffer.concat([
      Buffer.from('{"id":"B-1","subject":"Geb'),
      Buffer.from([0xfc]),
      Buffer.from('hr","body":"x","team":"billing"}\n'),
    ]);
    await world.github.commit({ branch: 'main', files: { [ticketsPath]: latin } });
    const run = await world.run(await world.bump(2));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toMatch(/^::error .*tickets\.jsonl.*UTF-8/m);
  });
});

describe('Managed Agents', () => {
  const agent = (versions: readonly object[], more: object = {}) => ({
    agents: {
      seedState: {
        agents: [
          {
            id: 'agent_triage',
            ...more,
            versions: versions.map((part) => ({ name: 'triage', model: 'claude-haiku-4-5', ...part })),
          },
        ],
      },
    },
  });

  it('has no such version: the newest is named', async () => {
    expect(await sentencesOf({ change: { [pinPath]: pin(9) } })).toEqual([
      `${pinPath}:3 The candidate's version 9 of agent "agent_triage" does not exist: the newest is 4. Pin an existing version, or create it first.`,
    ]);
  });

  it('has no such agent, or does not take the id', async () => {
    expect(await sentencesOf({ change: { [pinPath]: pin(1, 'agent_gone') } })).toEqual([
      `${pinPath}:3 The candidate's agent "agent_gone" does not exist (404, "Agent not found."): check the id, and that the key in the input \`anthropic-api-key\` belongs to the agent's workspace.`,
    ]);
    expect(await sentencesOf({ change: { [pinPath]: pin(1, 'triage') } })).toEqual([
      expect.stringContaining(
        `${pinPath}:3 The candidate's agent "triage" is refused by Managed Agents (400, "Invalid agent ID.")`,
      ),
    ]);
  });

  it('has the agent archived', async () => {
    const sentences = await sentencesOf(agent([{}, { system: '2' }], { archived: true }));
    expect(sentences).toEqual([
      expect.stringMatching(
        /The candidate's agent "agent_triage" was archived at .* Pin an agent that is in use\.$/,
      ),
      expect.stringMatching(/The baseline's agent "agent_triage" was archived at /),
    ]);
  });

  it('would let a version with tools act for real', async () => {
    const sentences = await sentencesOf(agent([{}, { tools: [{ type: 'agent_toolset_20260401' }] }]));
    expect(sentences).toEqual([
      `${pinPath}:3 The candidate (version 2 of "agent_triage") has the tool \`agent_toolset_20260401\`, so evaluating it would act for real; no session was started. If that is what you want, set \`tools: run\` in \`${gatePath}\` on the base branch first.`,
    ]);
  });

  it('would not let a new pin give itself leave to act', async () => {
    const sentences = await sentencesOf({
      ...agent([{ tools: [{ type: 'agent_toolset_20260401' }] }]),
      files: { 'README.md': 'Nothing yet\n' },
      change: { ...baseFiles(), [gatePath]: gate('tools: run\n') },
    });
    expect(sentences).toEqual([expect.stringContaining('a change cannot allow itself to run tools.')]);
  });

  it('gets no key', async () => {
    expect(await sentencesOf({}, () => ({ inputs: { 'anthropic-api-key': '' } }))).toEqual([
      'The input `anthropic-api-key` is empty, so nothing can be evaluated. Add the repository secret and pass it: `anthropic-api-key: ${{ secrets.ANTHROPIC_API_KEY }}`. Pull requests from forks and from Dependabot get no secrets; a maintainer can open the same change from a branch of this repository.',
    ]);
  });

  it('does not know the key (401)', async () => {
    const sentences = await sentencesOf({}, () => ({ inputs: { 'anthropic-api-key': 'sk-of-yesterday' } }));
    expect(sentences).toEqual([
      expect.stringMatching(
        /^prompts\/triage\/pinned-version\.yml:3 Could not read version \d of agent "agent_triage" \(Managed Agents answered 401: .*\)\. The API key is missing, mistyped or revoked: check the secret that the workflow passes as the input `anthropic-api-key`\./,
      ),
      expect.stringContaining('answered 401'),
    ]);
  });

  it('does not let the key (403)', async () => {
    const sentences = await sentencesOf({
      agents: {
        faults: [
          {
            on: 'request',
            request: 'GET /v1/agents/*',
            times: 'always',
            do: [{ type: 'respond', status: 403, errorType: 'permission_error', message: 'No access.' }],
          },
        ],
      },
    });
    expect(sentences[0]).toContain('lacks a permission: it has to belong to the agent');
  });

  it('cannot be reached', async () => {
    const sentences = await sentencesOf({}, () => ({
      inputs: { 'anthropic-base-url': 'http://127.0.0.1:9' },
    }));
    expect(sentences[0]).toContain('run the check again later.');
  });

  it('has the environment of the policy archived, or not at all', async () => {
    expect(await sentencesOf({ base: { [gatePath]: gate('environment: env_gone\n') } })).toEqual([
      expect.stringMatching(/env_gone.*or leave the key `environment` out: then one is found or made\./s),
    ]);
  });
});

describe('GitHub', () => {
  const token =
    (permissions: Record<string, 'none' | 'read' | 'write'>) =>
    (world: World): RunOptions => ({ token: world.github.issueToken({ permissions }) });

  it('does not let the token read contents', async () => {
    const sentences = await sentencesOf({}, token({ contents: 'none', pull_requests: 'write' }));
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain('`contents: read`');
  });

  it('does not let the token read pull requests', async () => {
    const sentences = await sentencesOf(
      {},
      token({ contents: 'read', pull_requests: 'none', issues: 'none' }),
    );
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain('`pull-requests: read`');
  });

  it('does not know the token', async () => {
    const world = await startWorld();
    const run = await world.run(await world.bump(2), { token: 'ghs_of_yesterday' });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toMatch(
      /^::error title=Pin Gate%3A could not evaluate::GitHub refused the token .*\(401: Bad credentials\)/m,
    );
  });
});

describe('the inputs', () => {
  it('are all checked at once', async () => {
    const world = await startWorld();
    const run = await world.run(await world.bump(2), {
      inputs: {
        mode: 'watch',
        comment: 'perhaps',
        forks: 'yes',
        'anthropic-base-url': 'nowhere',
        pins: '/abs',
      },
    });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    const errors = run.log.split('\n').filter((line) => line.startsWith('::error'));
    expect(errors.map((line) => /`(\S+)`/.exec(line)?.[1])).toEqual(
      expect.arrayContaining(['mode', 'comment', 'forks', 'anthropic-base-url', 'pins']),
    );
    expect(errors).toHaveLength(5);
    expect(world.github.requestLog()).toEqual([]);
  });
});
