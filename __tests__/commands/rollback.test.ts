import { describe, expect, it } from '@jest/globals';
import { type RollbackPorts, type RollbackRequest, rollback } from '../../src/commands/rollback.ts';
import type { AgentService } from '../../src/domain/agentService.ts';
import type { ProposedChange } from '../../src/domain/changeRequests.ts';
import type { PinState } from '../../src/domain/pinHistory.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import { ServiceError } from '../../src/domain/serviceError.ts';
import { FakeClock } from '../helpers/fakeClock.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { makePinState } from '../helpers/makePinState.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';
import { stubService } from '../helpers/stubService.ts';

const path = 'prompts/triage/pinned-version.yml';
const tip = 'f'.repeat(40);
const pin = (version: number | string, agent = 'agent_x') =>
  `# pins\r\nagent: ${agent}\r\nversion:  ${version} # now\r\n`;

interface World {
  /** Oldest first; the last one is what stands there now. */
  readonly past?: readonly (string | number)[];
  readonly file?: string;
  readonly fail?: Error;
  readonly service?: Partial<AgentService>;
  readonly request?: Partial<RollbackRequest>;
}

async function run({ past = [1, 2, 3], file, fail, service, request = {} }: World) {
  const texts = past.map((one) => (typeof one === 'number' ? pin(one) : one));
  const states: readonly PinState[] = texts.map((text, index) => makePinState(index, text)).reverse();
  const proposed: ProposedChange[] = [];
  const clock = new FakeClock();
  const ports: RollbackPorts = {
    repository: memoryRepository({ [tip]: { [path]: file ?? texts.at(-1) ?? '', 'other/pin.yml': '' } }),
    history: {
      states: async () => {
        if (fail !== undefined) throw fail;
        return states;
      },
    },
    requests: {
      defaultBranch: async () => 'main',
      tip: async (branch) => (branch === 'main' || branch === 'live' ? tip : undefined),
      propose: async (change) => {
        proposed.push(change);
        return {
          number: 7,
          url: 'https://github.test/7',
          existed: false,
          warnings: ['No label.'],
          needsApproval: true,
        };
      },
    },
    connect: service === undefined ? undefined : async () => stubService(service),
    clock,
  };
  const asked: RollbackRequest = {
    ...{
      pin: path,
      base: undefined,
      to: undefined,
      reason: 'It misroutes.',
      actor: 'ada',
      runUrl: undefined,
    },
    context: {},
    ...request,
  };
  const result = await clock.until(rollback(ports, asked, new AbortController().signal));
  return { result, proposed, problems: result.problems.map(formatProblem) };
}

describe('rollback', () => {
  it('proposes the version that was live before, and changes nothing but the number', async () => {
    const { result, proposed } = await run({});
    expect(result).toMatchObject({
      path,
      problems: [],
      warnings: ['No label.'],
      rollback: {
        ...{ path, base: 'main', baseCommit: tip, agent: 'agent_x', from: 3, to: 2, verification: undefined },
        live: { from: { pullRequest: { number: 2 } }, until: { pullRequest: { number: 3 } } },
        proposal: { number: 7, url: 'https://github.test/7' },
      },
    });
    expect(proposed).toEqual([
      {
        base: 'main',
        baseCommit: tip,
        branch: 'pin-gate/rollback-prompts.triage-to-2',
        path,
        bytes: new TextEncoder().encode(pin(2)),
        message: 'Roll back prompts/triage to version 2',
        title: 'Roll back prompts/triage to version 2',
        body: expect.stringContaining('> It misroutes.'),
        labels: ['rollback'],
        assignees: ['ada'],
      },
    ]);
  });

  it.each([
    ['after a rollback, what was live before that version', [1, 2, 3, 2], 1],
    ['past what is no pin', [1, 'rubbish: [', 2, 'version: next\nagent: agent_x\n', 3], 2],
    ['past changes that pin the same', [1, 2, `${pin(2)}# more`], 1],
  ])('finds %s', async (_, past, to) => {
    expect((await run({ past })).result.rollback?.to).toBe(to);
  });

  it('goes to the version that is named', async () => {
    const { result, proposed } = await run({ request: { to: 1, pin: `./${path}`, actor: undefined } });
    expect(result.rollback).toMatchObject({ to: 1, live: { from: { pullRequest: { number: 1 } } } });
    expect(proposed[0]).toMatchObject({ branch: 'pin-gate/rollback-prompts.triage-to-1', assignees: [] });
  });

  it('has a branch of its own for every branch to merge into, the default one named or not', async () => {
    const [first, named, live] = await Promise.all(
      [undefined, 'main', 'live'].map(async (base) => (await run({ request: { base } })).proposed[0]),
    );
    expect(named).toEqual(first);
    expect(live).toMatchObject({
      base: 'live',
      branch: expect.stringMatching(/triage-on-[0-9a-f]{8}-to-2$/),
    });
  });

  it.each([
    [
      5,
      [1, 2],
      'Version 5 was never live on "main", as far as the history of the file tells: the check evaluates it like any other before this can merge.',
    ],
    [
      3,
      [2, 3, 2],
      'Version 3 was live on "main" and was itself rolled back from: the check evaluates it like any other before this can merge.',
    ],
  ])('warns when going to version %s is no rollback', async (to, past, warning) => {
    const { result, proposed } = await run({ past, request: { to } });
    expect(result.warnings[0]).toBe(warning);
    expect(result.rollback?.live).toBeUndefined();
    expect(proposed[0]?.body).toContain(`Pin Gate evaluates version ${to}`);
  });

  const nameOne = 'name the version to go to (`--to`, or the input `rollback-to`)';
  it.each<[string, World, string]>([
    [
      'the version that is pinned',
      { request: { to: 3 } },
      `${path}:3: Version 3 is pinned already, so there is nothing to roll back.`,
    ],
    [
      'a pin that has no past',
      { past: [3] },
      `${path}:3: Nothing was live on "main" before version 3, as far as the history of the file tells (a rename ends it): ${nameOne}.`,
    ],
    [
      'a past that leads elsewhere',
      { file: pin(9) },
      `${path}:3: The history of the file on "main" does not lead to version 9, which is pinned, so what was live before it is not known: ${nameOne}.`,
    ],
    [
      'a past without anything',
      { past: [], file: pin(9) },
      `${path}:3: The history of the file on "main" does not lead to version 9, which is pinned, so what was live before it is not known: ${nameOne}.`,
    ],
    [
      'another agent before',
      { past: [pin(1, 'agent_y'), 2] },
      `${path}:3: Before version 2, another agent was pinned (version 1 of "agent_y"), and a rollback changes nothing but the number: change both lines in a pull request, or ${nameOne}.`,
    ],
    [
      'a branch that is not there',
      { request: { base: 'release' } },
      'There is no branch "release", or the token may not see it: name the branch that has the pin, and give the token `contents: write`.',
    ],
    [
      'a file that is not there',
      { request: { pin: 'nothing.yml' } },
      `Commit ffffffffff has no file "nothing.yml". Its pins are "${path}"; paths are those of the repository, from its root.`,
    ],
    [
      'a file that is no pin',
      { request: { pin: 'other/pin.yml' } },
      'other/pin.yml:1: The file is empty: it should be a map with the keys `agent` and `version`.',
    ],
    [
      'a number that something else takes over',
      { past: ['agent: agent_x\nversion: 1\n', 'agent: agent_x\nversion: &v 2\nleast: *v\n'] },
      `${path}:2: With 1 in \`version\`, \`least\` (line 3) would change too, by an alias of it (\`*name\`): write the value out there.`,
    ],
    [
      'a past that cannot be read',
      { fail: new ServiceError('GitHub', 'forbidden', 'GitHub said no.') },
      'GitHub said no.',
    ],
  ])('refuses %s', async (_, world, problem) => {
    const { result, problems, proposed } = await run(world);
    expect(problems).toEqual([problem]);
    expect(result.rollback).toBeUndefined();
    expect(proposed).toEqual([]);
  });

  it('goes to a named version though the past cannot be read', async () => {
    const fail = new ServiceError('GitHub', 'forbidden', 'GitHub said no.');
    const { result } = await run({ fail, request: { to: 2 } });
    expect(result.rollback?.to).toBe(2);
    expect(result.warnings[0]).toBe('The history of the pin could not be read. GitHub said no.');
  });

  it('takes no bug for a problem of the history', async () => {
    const { problems } = await run({ fail: new TypeError('a bug'), request: { to: 2 } });
    expect(problems[0]).toContain('Pin Gate itself failed');
  });

  it('has the service confirm the version where there is a key', async () => {
    const asked: unknown[] = [];
    const { result, proposed } = await run({
      service: {
        agentVersion: async (agent, version) => {
          asked.push([agent, version]);
          return makeAgentVersion({ agent, version });
        },
      },
    });
    expect(asked).toEqual([['agent_x', 2]]);
    expect(result.rollback?.verification?.state).toBe('verified');
    expect(proposed[0]?.body).toContain('✅ The service confirms that version 2 can still be run.');
  });

  it.each([['archived', { archivedAt: '2026-08-02T00:00:00Z' }, 'was archived at 2026-08-02T00:00:00Z']])(
    'refuses a version whose agent is %s',
    async (_, more, problem) => {
      const { problems, proposed } = await run({
        service: { agentVersion: async (agent, version) => makeAgentVersion({ agent, version, ...more }) },
      });
      expect(problems[0]).toContain(problem);
      expect(proposed).toEqual([]);
    },
  );

  it('refuses a version that is gone', async () => {
    const gone = new ServiceError('Managed Agents', 'not-found', 'none', { status: 404 });
    const { problems, result } = await run({
      service: {
        agentVersion: async () => {
          throw gone;
        },
        agent: async () => makeAgentVersion({ version: 1 }),
      },
      request: { to: 9 },
    });
    expect(problems[0]).toMatch(/version 9 of agent "agent_x" does not exist/);
    // What the check would make of it helps nobody.
    expect(result.warnings).toEqual([]);
  });

  it('does not wait for a service that is down', async () => {
    const down = new ServiceError('Managed Agents', 'unavailable', 'no answer');
    const { result, proposed } = await run({
      service: {
        agentVersion: async () => {
          throw down;
        },
      },
    });
    expect(result.rollback?.proposal.number).toBe(7);
    expect(result.warnings[0]).toMatch(/^Whether version 2 can still be run could not be verified\. /);
    expect(proposed[0]?.body).toContain('⚠️ Whether version 2 can still be run could not be verified.');
  });
});
