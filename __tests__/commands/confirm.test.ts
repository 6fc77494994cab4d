import { describe, expect, it } from '@jest/globals';
import { confirm, failConfirmation } from '../../src/commands/confirm.ts';
import { loadAgentFile } from '../../src/config/loadAgentFile.ts';
import type { AgentService } from '../../src/domain/agentService.ts';
import type { ChangedFile } from '../../src/domain/change.ts';
import { type ConfirmationResult, isConfirmed, type Push } from '../../src/domain/confirmation.ts';
import { formatProblem, GateError } from '../../src/domain/problem.ts';
import { ServiceError } from '../../src/domain/serviceError.ts';
import { FakeClock } from '../helpers/fakeClock.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';
import { stubService } from '../helpers/stubService.ts';

type Tree = Readonly<Record<string, string>>;

const pin = (version: number | string, agent = 'agent_x') => `agent: ${agent}\nversion: ${version}\n`;
const p = 'p/pinned-version.yml';
const q = 'q/pinned-version.yml';
const r = 'r/pinned-version.yml';

const missing = () => Promise.reject(new ServiceError('Managed Agents', 'not-found', 'Not found.'));
const down = () =>
  Promise.reject(new ServiceError('Managed Agents', 'unavailable', 'Overloaded', { status: 529 }));

/** Nine versions of every agent, one a day, but for `agent_gone` and `agent_old`, which is archived. */
const answers: Partial<AgentService> = {
  agentVersion: async (agent, version) => {
    if (agent === 'agent_gone' || version > 9) return missing();
    const archivedAt = agent === 'agent_old' ? '2026-08-01T00:00:00Z' : null;
    return makeAgentVersion({ agent, version, archivedAt, updatedAt: `2026-07-0${version}T12:00:00Z` });
  },
  agent: async (agent) => (agent === 'agent_gone' ? missing() : makeAgentVersion({ agent, version: 9 })),
  versions: async (agent) => ({
    versions: [9, 8, 7, 6, 5, 4, 3, 2, 1].map((version) =>
      makeAgentVersion({ agent, version, updatedAt: `2026-07-0${version}T12:00:00Z` }),
    ),
    next: undefined,
  }),
};

interface WorldOptions {
  readonly service?: Partial<AgentService>;
  readonly push?: Push | undefined;
  readonly connect?: () => Promise<AgentService>;
  readonly listChangedFiles?: (before: string, after: string) => Promise<readonly ChangedFile[]>;
}

/** What differs by path; renames are told from contents, as for GitHub. */
function diff(before: Tree, after: Tree): readonly ChangedFile[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((path): ChangedFile[] => {
    if (before[path] === after[path]) return [];
    const status = !(path in after) ? 'removed' : path in before ? 'modified' : 'added';
    return [{ path, status }];
  });
}

function createWorld(after: Tree, before?: Tree, options: WorldOptions = {}) {
  const clock = new FakeClock();
  const asked: string[] = [];
  const service = stubService({ ...answers, ...options.service });
  const agentVersion: AgentService['agentVersion'] = (agent, version, signal) => {
    asked.push(`${agent} ${version}`);
    return service.agentVersion(agent, version, signal);
  };
  const ports = {
    repository: memoryRepository({ after, ...(before === undefined ? {} : { before }) }),
    listChangedFiles: options.listChangedFiles ?? (async () => diff(before ?? {}, after)),
    connect: options.connect ?? (async () => ({ ...service, agentVersion })),
    clock,
  };
  const push = before === undefined ? undefined : { branch: 'main', before: 'before' };
  const settings = {
    commit: 'after',
    push: 'push' in options ? options.push : push,
    isPinPath: (path: string) => path.endsWith('pinned-version.yml'),
  };
  return {
    asked,
    run: (stop = new AbortController().signal) => clock.until(confirm(ports, settings, stop)),
  };
}

const run = (after: Tree, before?: Tree, options?: WorldOptions) => createWorld(after, before, options).run();

function sentences({ problems, pins }: ConfirmationResult): readonly string[] {
  return [...problems, ...pins.flatMap((one) => one.problems)].map(formatProblem);
}

describe('confirm, without a push', () => {
  it('confirms every pin at the commit, in the order of their paths', async () => {
    const result = await run({ [q]: pin(4, 'agent_y'), [p]: pin(3), 'README.md': '' });
    expect(isConfirmed(result)).toBe(true);
    expect(result).toMatchObject({
      commit: 'after',
      push: undefined,
      isCompared: false,
      pins: [
        { path: p, state: 'confirmed', pin: { version: 3 }, config: { version: 3 }, promotion: undefined },
        { path: q, state: 'confirmed', config: { agent: 'agent_y', version: 4 }, drift: [] },
      ],
      removed: [],
      problems: [],
      warnings: [],
    });
  });

  it('asks once for what several pins name', async () => {
    const world = createWorld({ [p]: pin(3), [q]: pin(3), [r]: pin(4) });
    expect(isConfirmed(await world.run())).toBe(true);
    expect(world.asked.toSorted()).toEqual(['agent_x 3', 'agent_x 4']);
  });

  it('asks nothing about a policy: a pin without one is confirmed, and so is an agent that may act', async () => {
    const agentVersion: AgentService['agentVersion'] = async (agent, version) =>
      makeAgentVersion({ agent, version, tools: [{ type: 'bash' }] });
    expect(isConfirmed(await run({ [p]: pin(3) }, undefined, { service: { agentVersion } }))).toBe(true);
  });

  it('reports all that production could not run, each on its line', async () => {
    const result = await run({
      'a/pinned-version.yml': pin(12),
      'b/pinned-version.yml': pin(1, 'agent_gone'),
      'c/pinned-version.yml': pin(1, 'agent_old'),
      'd/pinned-version.yml': pin('next'),
      'e/pinned-version.yml': 'agent: [\n',
      'f/pinned-version.yml': pin(1),
    });
    expect(isConfirmed(result)).toBe(false);
    expect(result.pins.map(({ state }) => state)).toEqual([
      ...['broken', 'broken', 'broken', 'broken', 'broken'],
      'confirmed',
    ]);
    expect(sentences(result)).toEqual([
      'a/pinned-version.yml:2: The pin\'s version 12 of agent "agent_x" does not exist: the newest is 9. Pin an existing version, or create it first.',
      expect.stringMatching(
        /^b\/pinned-version\.yml:2: The pin's agent "agent_gone" does not exist .* check the id/,
      ),
      expect.stringMatching(
        /^c\/pinned-version\.yml:2: The pin's agent "agent_old" was archived at 2026-08-01T00:00:00Z, and an archived agent cannot be run\./,
      ),
      expect.stringMatching(
        /^d\/pinned-version\.yml:2: `version: next` stands here, which production cannot read/,
      ),
      expect.stringMatching(/^e\/pinned-version\.yml:\d: /),
    ]);
  });

  it('is no confirmation when there is no pin: the pattern may be wrong', async () => {
    const result = await run({ 'README.md': '' });
    expect([isConfirmed(result), result.pins]).toEqual([false, []]);
    expect(sentences(result)).toEqual([
      expect.stringContaining('Commit after has no pin: no file of it matches the pattern of pins'),
    ]);
  });
});

describe('a service that does not say', () => {
  it('leaves pins unconfirmed, in words of its own, and never green', async () => {
    const result = await run({ [p]: pin(3), [q]: pin(4) }, undefined, { service: { agentVersion: down } });
    expect(isConfirmed(result)).toBe(false);
    expect(result.pins.map(({ state, config }) => [state, config])).toEqual([
      ['unconfirmed', undefined],
      ['unconfirmed', undefined],
    ]);
    expect(sentences(result)).toEqual([
      'p/pinned-version.yml:2: Could not confirm version 3 of agent "agent_x" (Managed Agents answered 529: "Overloaded"). ' +
        'The service could not be reached or failed, several times in a row: run the check again later.',
      expect.stringMatching(/^q\/pinned-version\.yml:2: Could not confirm version 4 of agent "agent_x"/),
    ]);
  });

  it('is nothing against the version either when its answer cannot be read', async () => {
    const unread = new ServiceError('Managed Agents', 'invalid', 'Unreadable.', { status: 200 });
    const service = { agentVersion: () => Promise.reject(unread) };
    const result = await run({ [p]: pin(3) }, undefined, { service });
    expect(result.pins[0]?.state).toBe('unconfirmed');
    expect(sentences(result)[0]).toContain('Could not confirm version 3 of agent "agent_x"');
  });

  it('is asked again first', async () => {
    let calls = 0;
    const agentVersion: AgentService['agentVersion'] = async (agent, version) => {
      calls += 1;
      return calls < 3 ? down() : makeAgentVersion({ agent, version });
    };
    expect(isConfirmed(await run({ [p]: pin(3) }, undefined, { service: { agentVersion } }))).toBe(true);
  });

  it.each(['unauthorized', 'forbidden', 'rate-limited', 'spend-limit'] as const)(
    'is nothing against the version either when it answers %s',
    async (kind) => {
      const agentVersion = () => Promise.reject(new ServiceError('Managed Agents', kind, 'No.'));
      const result = await run({ [p]: pin(3) }, undefined, { service: { agentVersion } });
      expect(result.pins[0]?.state).toBe('unconfirmed');
    },
  );

  it('or that answers for another version', async () => {
    const agentVersion: AgentService['agentVersion'] = async (agent) =>
      makeAgentVersion({ agent, version: 9 });
    const result = await run({ [p]: pin(3) }, undefined, { service: { agentVersion } });
    expect(result.pins[0]?.state).toBe('unconfirmed');
    expect(sentences(result)[0]).toContain('was given version 9 of agent "agent_x"');
  });

  it('is told once when there is no key, beside what is wrong in files', async () => {
    const connect = () => Promise.reject(new GateError('The input `anthropic-api-key` is empty.'));
    const result = await run({ [p]: pin(3), [q]: pin('next') }, undefined, { connect });
    expect(result.pins.map(({ state }) => state)).toEqual(['unconfirmed', 'broken']);
    expect(sentences(result)).toEqual([
      'The input `anthropic-api-key` is empty.',
      expect.stringMatching(/^q\/pinned-version\.yml:2: `version: next`/),
    ]);
  });
});

describe('what a push did to pins', () => {
  it.each([
    ['promoted', pin(2), pin(3), { kind: 'bumped', from: { version: 2 }, between: [] }],
    ['rolled back', pin(3), pin(2), { kind: 'rolled-back', from: { version: 3 }, between: [] }],
    [
      'over others',
      pin(2),
      pin(5),
      {
        kind: 'bumped',
        between: [
          { version: 3, madeAt: '2026-07-03T12:00:00Z' },
          { version: 4, madeAt: '2026-07-04T12:00:00Z' },
        ],
      },
    ],
    [
      'moved to another agent',
      pin(5),
      pin(2, 'agent_y'),
      { kind: 'moved-agent', from: { agent: 'agent_x', version: 5 }, between: [] },
    ],
    ['mended', pin('next'), pin(3), { kind: 'mended', from: undefined }],
  ])('%s', async (_, before, after, promotion) => {
    const same = { [q]: pin(1) };
    const result = await run({ ...same, [p]: after }, { ...same, [p]: before });
    expect(isConfirmed(result)).toBe(true);
    expect(result).toMatchObject({
      push: { branch: 'main', before: 'before' },
      isCompared: true,
      pins: [
        { path: p, promotion },
        { path: q, promotion: undefined },
      ],
    });
  });

  it('new, renamed with and without another version, and removed', async () => {
    const result = await run(
      { [p]: pin(3), [q]: pin(4, 'agent_y'), [r]: pin(2, 'agent_z') },
      { 'old/pinned-version.yml': pin(4, 'agent_y'), 'was/pinned-version.yml': pin(1, 'agent_z') },
    );
    expect(result.pins.map(({ promotion }) => promotion)).toMatchObject([
      { kind: 'added', from: undefined },
      { kind: 'renamed', previousPath: 'old/pinned-version.yml' },
      { kind: 'bumped', previousPath: 'was/pinned-version.yml', from: { version: 1 } },
    ]);
    const gone = await run({ [p]: pin(3) }, { [p]: pin(3), [q]: pin(4, 'agent_y'), [r]: 'agent: [\n' });
    expect(isConfirmed(gone)).toBe(true);
    expect(gone.removed).toMatchObject([{ path: q, pin: { version: 4 } }, { path: r }]);
    expect(gone.removed[1]?.pin).toBeUndefined();
  });

  it.each([
    ['a draft', pin('next')],
    ['what is no pin', 'agent: x\n'],
  ])('made unreadable: %s', async (_, text) => {
    const result = await run({ [p]: text }, { [p]: pin(2) });
    expect(result.pins).toMatchObject([
      { state: 'broken', promotion: { kind: 'spoilt', from: { version: 2 } } },
    ]);
  });

  it('nothing: that is told from not knowing', async () => {
    const result = await run({ [p]: pin(3), a: '1' }, { [p]: pin(3), a: '2' });
    expect([result.isCompared, result.pins[0]?.promotion]).toEqual([true, undefined]);
  });

  it('is not known for the first push of a branch', async () => {
    const push = { branch: 'main', before: undefined };
    const result = await run({ [p]: pin(3) }, undefined, { push });
    expect([isConfirmed(result), result.isCompared, result.push]).toEqual([true, false, push]);
  });

  it('is only a warning when the commit before cannot be read', async () => {
    const listChangedFiles = () =>
      Promise.reject(new ServiceError('GitHub', 'not-found', 'GitHub has no such commit.'));
    const result = await run({ [p]: pin(3) }, { [p]: pin(2) }, { listChangedFiles });
    expect([isConfirmed(result), result.isCompared]).toEqual([true, false]);
    expect(result.warnings).toEqual([
      'What this push changed could not be told, as the commit before it could not be read: GitHub has no such commit.',
    ]);
  });

  it('keeps what was told when the versions between cannot be listed', async () => {
    const result = await run({ [p]: pin(5) }, { [p]: pin(2) }, { service: { versions: down } });
    expect(isConfirmed(result)).toBe(true);
    expect(result.pins[0]?.promotion).toMatchObject({ kind: 'bumped', between: undefined });
    expect(result.warnings).toEqual([expect.stringContaining('The versions between 2 and 5 are not listed')]);
  });

  it('is told of a version that is not there, too', async () => {
    const result = await run({ [p]: pin(12) }, { [p]: pin(2) });
    expect(result.pins).toMatchObject([{ state: 'broken', promotion: { kind: 'bumped', between: [] } }]);
  });
});

describe('drift', () => {
  const agentFile = (system: string) =>
    `name: Ticket triage\nmodel: claude-haiku-4-5\nsystem: ${JSON.stringify(system)}\n`;
  const files = (system: string, gate = 'fixtures: tickets.jsonl\nagent-file: triage.agent.yaml\n') => ({
    [p]: pin(3),
    'p/gate.yml': gate,
    'p/triage.agent.yaml': agentFile(system),
  });

  it('is none where the agent file describes the pinned version, or none is named', async () => {
    const [same, unnamed] = await Promise.all([
      run(files('Route the ticket.')),
      run(files('Another.', 'fixtures: tickets.jsonl\n')),
    ]);
    expect([same.pins[0]?.drift, unnamed.pins[0]?.drift]).toEqual([[], []]);
  });

  it('is a warning on the agent file, and fails nothing', async () => {
    const result = await run(files('Another prompt.'));
    expect(isConfirmed(result)).toBe(true);
    expect(result.pins[0]?.drift).toEqual([
      {
        file: 'p/triage.agent.yaml',
        message: expect.stringMatching(
          /^`p\/triage\.agent\.yaml` does not describe version 3, which is pinned: the system prompt differs\./,
        ),
      },
    ]);
  });

  it('is none where Pin Gate made the version from this file, whatever the service filled in', async () => {
    const text =
      'name: Ticket triage\nmodel: claude-haiku-4-5\nsystem: Route the ticket.\ntools: [{type: search}]\n';
    const repository = memoryRepository({ after: { 'p/triage.agent.yaml': text } });
    const { digest } = await loadAgentFile(repository, 'after', 'p/triage.agent.yaml');
    const metadata = { 'pin-gate-digest': digest };
    /** Versions from `first` on bear the mark. */
    const markFrom = (first: number): Partial<AgentService> => ({
      agentVersion: async (agent, version) =>
        makeAgentVersion({
          ...{ agent, version, tools: [{ type: 'search', depth: 3 }] },
          ...(version >= first ? { metadata } : {}),
        }),
    });
    const tree = { ...files(''), 'p/triage.agent.yaml': text };
    const made = await run(tree, undefined, { service: markFrom(3) });
    const inherited = await run(tree, undefined, { service: markFrom(2) });
    expect(made.pins[0]?.drift).toEqual([]);
    expect(inherited.pins[0]?.drift).toMatchObject([
      { message: expect.stringContaining('the tools differ') },
    ]);
  });

  it.each([
    ['the agent file', { 'p/triage.agent.yaml': 'name: [\n' }, 'p/triage.agent.yaml'],
    ['the policy', { 'p/gate.yml': 'fixtures: 1\n' }, 'p/gate.yml'],
  ])('that cannot be told, as %s cannot be read, is a warning where that is', async (_, broken, file) => {
    const result = await run({ ...files('Route the ticket.'), ...broken });
    expect(isConfirmed(result)).toBe(true);
    expect(result.pins[0]?.drift[0]).toMatchObject({
      file,
      message: expect.stringMatching(
        /^Whether the agent file beside `p\/pinned-version\.yml` describes version 3 could not be told: /,
      ),
    });
  });
});

describe('a confirmation that does not get to its end', () => {
  it('says that a signal stopped it, and not that it has a bug', async () => {
    const stop = new AbortController();
    stop.abort();
    const result = await createWorld({ [p]: pin(3) }).run(stop.signal);
    expect(isConfirmed(result)).toBe(false);
    expect(sentences(result)).toEqual([
      'The confirmation was stopped by a signal before it was over: run it again.',
    ]);
  });

  it('says what GitHub said', async () => {
    const repository = {
      read: () => Promise.reject(new ServiceError('GitHub', 'forbidden', 'GitHub does not let this token.')),
      list: async () => [p],
    };
    const result = await confirm(
      {
        ...{ repository, clock: new FakeClock() },
        listChangedFiles: async () => [],
        connect: async () => stubService(answers),
      },
      { commit: 'after', push: undefined, isPinPath: () => true },
      new AbortController().signal,
    );
    expect(sentences(result)).toEqual(['GitHub does not let this token.']);
  });

  it('or what was wrong before it began', () => {
    const result = failConfirmation(new GateError('No such mode.'), 1_000, 1_500);
    expect(isConfirmed(result)).toBe(false);
    expect(result).toMatchObject({ problems: [{ message: 'No such mode.' }], durationMs: 500 });
  });
});
