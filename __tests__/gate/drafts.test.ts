import { describe, expect, it } from '@jest/globals';
import type { AgentService } from '../../src/domain/agentService.ts';
import { HeadMovedError } from '../../src/domain/headMoved.ts';
import type { EvaluationMemory } from '../../src/domain/memory.ts';
import { formatProblem, GateError } from '../../src/domain/problem.ts';
import type { RunResult } from '../../src/domain/result.ts';
import { ServiceError } from '../../src/domain/serviceError.ts';
import type { GatePorts } from '../../src/gate.ts';
import { addEvaluations } from '../../src/memory/addEvaluations.ts';
import { answer } from '../helpers/fakeAgentService.ts';
import { createFakeAgent } from '../helpers/fakeAgent.ts';
import { createGateWorld, type GateWorldOptions } from '../helpers/gateWorld.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';

const pinPath = 'p/pinned-version.yml';
const agentFilePath = 'p/triage.agent.yaml';
const pin = (version: number | string) => `agent: agent_x\nversion: ${version}\n`;
const agentFile = (system: string, more = '') =>
  `name: Ticket triage\nmodel: claude-haiku-4-5\nsystem: ${system}\n${more}`;
const ticket = (id: string) => `${JSON.stringify({ id, body: 'team billing', team: 'billing' })}\n`;
const folder = (name: string) => ({
  [`${name}/pinned-version.yml`]: pin(1),
  [`${name}/gate.yml`]: 'fixtures: tickets.jsonl\nmessage: "{{body}}"\nagent-file: triage.agent.yaml\n',
  [`${name}/tickets.jsonl`]: ticket('F-1') + ticket('F-2'),
  [`${name}/triage.agent.yaml`]: agentFile('Route the ticket.'),
});
const base = folder('p');
const next = { [pinPath]: pin('next'), [agentFilePath]: agentFile('Be short.') };
/** No session can be given another effort. */
const unspeakable = {
  ...next,
  [agentFilePath]: agentFile('Be short.').replace(
    'claude-haiku-4-5',
    '{ id: claude-haiku-4-5, effort: high }',
  ),
};
const run = { id: 12, attempt: 1 };

function start(change: GateWorldOptions['change'], more: Partial<GateWorldOptions> = {}) {
  const agent = createFakeAgent();
  const open = (edits: GateWorldOptions['change'], others: Partial<GateWorldOptions> = {}) =>
    createGateWorld({
      base,
      change: edits ?? {},
      ...more,
      ...others,
      service: { ...agent.service, environment: async (id) => ({ id, name: 'mine', archivedAt: null }) },
    });
  return { agent, open, world: open(change) };
}

/** A good draft, evaluated and made: what its pull request remembers. */
async function evaluateDraft() {
  const { agent, open, world } = start(next);
  const result = await world.run();
  const memory: EvaluationMemory = { recall: async () => addEvaluations([], result, run) };
  const numbered = { ...next, [pinPath]: pin(2) };
  return { agent, open, result, memory, numbered };
}

function sentences({ problems, pins }: RunResult): readonly string[] {
  return [...problems, ...pins.flatMap((one) => (one.state === 'failed' ? one.problems : []))].map(
    formatProblem,
  );
}

describe('a draft', () => {
  it('becomes a version once it is good, and the result has the line to write', async () => {
    const { agent, world } = start(next);
    const result = await world.run();
    expect(result).toMatchObject({
      verdict: 'pending',
      pins: [{ draft: { how: 'made-after', version: 2, over: 1, line: { number: 2, text: 'version: 2' } } }],
    });
    expect(agent.versions).toMatchObject([{ version: 1 }, { version: 2, system: 'Be short.' }]);
  });

  it('is an error when the version came out otherwise than what was tried', async () => {
    const { agent, open } = start(next);
    const { updateAgent } = agent.service;
    Object.assign(agent.service, {
      updateAgent: async (...args: Parameters<AgentService['updateAgent']>) => {
        if (updateAgent === undefined) throw new Error('the agent cannot be updated');
        const made = await updateAgent(...args);
        return { ...made, model: { ...made.model, effort: { type: 'max' } } };
      },
    });
    const result = await open(next).run();
    expect(result.verdict).toBe('error');
    expect(sentences(result)).toEqual([
      expect.stringMatching(
        /^p\/pinned-version\.yml:2: Version 2 was made from `p\/triage\.agent\.yaml`, but is not what was tried: the model's effort came out otherwise/,
      ),
    ]);
  });

  it('becomes none when it is not', async () => {
    const { agent, world } = start(next, {
      behave: ({ overrides }) => (overrides === undefined ? undefined : answer('{"team":"astray"}')),
    });
    const result = await world.run();
    expect(result).toMatchObject({
      verdict: 'blocked',
      pins: [{ draft: { how: 'not-made', version: undefined } }],
    });
    expect(agent.updates).toEqual([]);
  });

  it('is only tried on one’s own machine', async () => {
    const { agent, world } = start(next, { parts: { kind: 'local' } });
    const result = await world.run();
    expect(result).toMatchObject({
      verdict: 'pending',
      pins: [{ draft: { how: 'not-made', version: undefined, line: undefined } }],
    });
    expect(agent.updates).toEqual([]);
    expect(addEvaluations([], result, run)).toEqual([]);
  });

  it('is an error on one’s own machine where it has to be made to be tried', async () => {
    const { agent, world } = start(unspeakable, { parts: { kind: 'local' } });
    const result = await world.run();
    expect([result.verdict, agent.updates, world.sessions.requests]).toEqual(['error', [], []]);
    expect(sentences(result)[0]).toContain('here none is made: open a pull request, whose check makes it.');
  });

  it('has no place in a merge queue, which connects to nobody for it', async () => {
    const { agent, world } = start(next, { parts: { kind: 'merge-group' } });
    const result = await world.run();
    expect([result.verdict, agent.updates, world.connections()]).toEqual(['error', [], 0]);
    expect(sentences(result)[0]).toContain('take the pull request out of the merge queue');
  });

  it('makes nothing from a fork, whatever the workflow evaluates', async () => {
    const { agent, world } = start(next, { parts: { fromFork: true }, settings: { forks: 'evaluate' } });
    const result = await world.run();
    expect([result.verdict, agent.updates, world.connections()]).toEqual(['error', [], 0]);
  });

  it('is made before it is tried where it has to be', async () => {
    const { agent, world } = start(unspeakable);
    expect(await world.run()).toMatchObject({
      verdict: 'pending',
      pins: [{ draft: { how: 'made-before', version: 2, differs: ["the model's effort"] } }],
    });
    expect(agent.updates.length).toBe(1);
  });

  it.each<[string, GateWorldOptions['change']]>([
    ['a gate file', { 'q/gate.yml': 'fixtures: 5\n' }],
    ['a pin', { 'q/pinned-version.yml': 'agent: agent_x\nversion: two\n' }],
    ['a version', { 'q/pinned-version.yml': pin(99) }],
  ])('is not made before while %s of the change is wrong', async (_, wrong) => {
    const { agent, world } = start({ ...unspeakable, ...wrong }, { base: { ...base, ...folder('q') } });
    const result = await world.run();
    expect([result.verdict, agent.updates, world.sessions.requests]).toEqual(['error', [], []]);
    expect(sentences(result).join()).toContain(
      'Not evaluated: no session is started while the change has other problems',
    );
  });

  it('keeps others from being tried when it cannot be made, as the check fails anyway', async () => {
    const change = { ...unspeakable, 'q/pinned-version.yml': pin(2) };
    const more = { base: { ...base, ...folder('q') } };
    const { agent, world } = start(change, more);
    agent.versions.push(makeAgentVersion({ version: 2 }));
    const assertCurrent = () => Promise.reject(new GateError('Pull request #7 is closed by now.'));
    const result = await world.run({ assertCurrent });
    expect([result.verdict, agent.updates, world.sessions.requests]).toEqual(['error', [], []]);
    expect(result.pins.map(({ state }) => state)).toEqual(['failed', 'failed']);

    const local = start(change, { ...more, parts: { kind: 'local' } });
    local.agent.versions.push(makeAgentVersion({ version: 2 }));
    const tried = await local.world.run();
    expect(tried.pins.map(({ state }) => state)).toEqual(['failed', 'evaluated']);
  });

  it.each<[string, GateWorldOptions['change'], number]>([
    ['before it is tried', unspeakable, 0],
    ['after it was tried', next, 4],
  ])('is not made for a head that has moved on, %s', async (_, change, sessions) => {
    const { agent, world } = start(change);
    const assertCurrent: GatePorts['assertCurrent'] = ({ head }) =>
      Promise.reject(new HeadMovedError(head, 'newer'));
    const result = await world.run({ assertCurrent });
    expect(result).toMatchObject({ verdict: 'error', leavesComment: true });
    expect([agent.updates, world.sessions.requests.length]).toEqual([[], sessions]);
  });

  it('does not go on behind the back of a run that another pin has found out of date', async () => {
    const both = {
      ...unspeakable,
      ...Object.fromEntries(
        Object.entries(unspeakable).map(([path, text]) => [path.replace('p/', 'q/'), text]),
      ),
    };
    const { agent, world } = start(both, { base: { ...base, ...folder('q') } });
    let asked = 0;
    const assertCurrent: GatePorts['assertCurrent'] = async ({ head }) => {
      asked += 1;
      if (asked === 1) throw new HeadMovedError(head, 'newer');
      await world.clock.sleep(1000);
    };
    const result = await world.run({ assertCurrent });
    const made = agent.updates.length;
    await world.clock.until(world.clock.sleep(10_000));
    expect([result.leavesComment, asked, agent.updates.length]).toEqual([true, 2, made]);
  });

  it('is not made where nobody can say whether the head has moved on', async () => {
    const { agent, world } = start(next);
    const assertCurrent = () => Promise.reject(new ServiceError('GitHub', 'unavailable', 'Bad gateway'));
    const result = await world.run({ assertCurrent });
    expect([result.verdict, agent.updates]).toEqual(['error', []]);
    expect(sentences(result)[0]).toContain('Bad gateway');
  });

  it('is not made by a run that is stopped while it is tried', async () => {
    const stop = new AbortController();
    const { agent, world } = start(next, {
      behave: () => {
        stop.abort();
        return undefined;
      },
    });
    const result = await world.run({}, stop.signal);
    expect(result).toMatchObject({ verdict: 'error', leavesComment: true });
    expect(agent.updates).toEqual([]);
  });

  it('keeps its evaluation where its number cannot be written by a suggestion', async () => {
    const alias = 'agent: agent_x\nversion: &v next\nnote: *v\n';
    const { world } = start({ ...next, [pinPath]: alias });
    const result = await world.run();
    expect(result).toMatchObject({ verdict: 'pending', pins: [{ draft: { version: 2, line: undefined } }] });
    expect(addEvaluations([], result, run).length).toBe(1);
  });
});

describe('the number of a draft that was good', () => {
  it('passes without a session', async () => {
    const { open, memory, numbered } = await evaluateDraft();
    const world = open(numbered);
    const result = await world.run({ memory });
    expect(result).toMatchObject({
      verdict: 'passed',
      warnings: [],
      pins: [{ state: 'remembered', candidate: { version: 2 }, evaluation: { run } }],
    });
    expect(world.sessions.requests).toEqual([]);
  });

  it('is still pending, without a session, while the pin says `next`', async () => {
    const { agent, open, memory } = await evaluateDraft();
    const world = open(next);
    expect(await world.run({ memory })).toMatchObject({
      verdict: 'pending',
      pins: [{ state: 'remembered', draft: { how: 'found', version: 2, line: { text: 'version: 2' } } }],
    });
    expect([world.sessions.requests, agent.updates.length]).toEqual([[], 1]);
  });

  it.each<[string, GateWorldOptions['base']]>([
    ['fixtures', { ...base, 'p/tickets.jsonl': ticket('F-1') + ticket('F-3') }],
    ['policy', { ...base, 'p/gate.yml': `${base['p/gate.yml']}policy: { rule: any-drop }\n` }],
    ['environment', { ...base, 'p/gate.yml': `${base['p/gate.yml']}environment: env_1\n` }],
    ['baseline', { ...base, [pinPath]: pin(3) }],
  ])('is evaluated again, and says so, when the %s is another', async (_, other) => {
    const { agent, open, memory, numbered } = await evaluateDraft();
    agent.versions.push(makeAgentVersion({ version: 3 }));
    const world = open(numbered, {
      base: other,
      parts: { files: [{ path: pinPath, status: 'modified' }] },
    });
    const result = await world.run({ memory });
    expect(result.pins).toMatchObject([{ state: 'evaluated' }]);
    expect(result.warnings.join()).toContain(
      'Version 2 of `p/pinned-version.yml` was evaluated as a draft by run 12; the baseline, the policy or the fixtures are not the same any more',
    );
  });

  it('is evaluated again after a week', async () => {
    const { open, result: draft, numbered } = await evaluateDraft();
    const before = { ...draft, startedAt: draft.startedAt - 7 * 24 * 60 * 60 * 1000 - 1000 };
    const memory = { recall: async () => addEvaluations([], before, run) };
    const result = await open(numbered).run({ memory });
    expect(result.pins).toMatchObject([{ state: 'evaluated' }]);
    expect(result.warnings.join()).toContain('or it was more than seven days ago');
  });

  it('serves no other version that looks alike, no other pin and no pin whose draft it was not', async () => {
    const { agent, open, memory, numbered } = await evaluateDraft();
    const [, made] = agent.versions;
    if (made === undefined) throw new Error('nothing was made');
    agent.versions.push({ ...made, version: 3 });
    const alike = await open({ ...numbered, [pinPath]: pin(3) }).run({ memory });
    expect(alike.pins).toMatchObject([{ state: 'evaluated' }]);
    const other = open({ 'q/pinned-version.yml': pin(2) }, { base: folder('q') });
    expect((await other.run({ memory })).pins).toMatchObject([{ state: 'evaluated' }]);
  });

  it('is evaluated again, with a warning, when the comment cannot be read', async () => {
    const { open, numbered } = await evaluateDraft();
    const memory = { recall: () => Promise.reject(new ServiceError('GitHub', 'unavailable', 'Bad gateway')) };
    const result = await open(numbered).run({ memory });
    expect(result.pins).toMatchObject([{ state: 'evaluated' }]);
    expect(result.warnings).toEqual([
      'What earlier runs of this pull request evaluated could not be read, so it was evaluated again: Bad gateway',
    ]);
  });

  it('is evaluated anew in a merge queue, which remembers nothing', async () => {
    const { open, memory, numbered } = await evaluateDraft();
    const { number: _, ...change } = open(numbered).change;
    const resolveChange = async () => ({ ...change, kind: 'merge-group' as const });
    const result = await open(numbered).run({ memory, resolveChange });
    expect([result.verdict, result.pins[0]?.state]).toEqual(['passed', 'evaluated']);
  });
});
