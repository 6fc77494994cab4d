import { describe, expect, it } from '@jest/globals';
import type { EvaluationMemory } from '../../src/domain/memory.ts';
import type { PinState } from '../../src/domain/pinHistory.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import type { RunResult } from '../../src/domain/result.ts';
import { ServiceError } from '../../src/domain/serviceError.ts';
import { createGateWorld, type GateWorldOptions } from '../helpers/gateWorld.ts';
import { makePinState } from '../helpers/makePinState.ts';

const pinPath = 'p/pinned-version.yml';
const pin = (version: number | string, agent = 'agent_x') => `agent: ${agent}\nversion: ${version}\n`;
const ticket = (id: string) => `${JSON.stringify({ id, body: 'team billing', team: 'billing' })}\n`;
const folder = (name: string, version: number) => ({
  [`${name}/pinned-version.yml`]: pin(version),
  [`${name}/gate.yml`]: 'fixtures: tickets.jsonl\nmessage: "{{body}}"\n',
  [`${name}/tickets.jsonl`]: ticket('F-1') + ticket('F-2'),
});

/** What the branch had at its tip, oldest first. */
const past = (...texts: readonly (string | undefined)[]): readonly PinState[] =>
  texts.map((text, index) => makePinState(index, text)).toReversed();

/** A branch that pinned these versions one after the other, and a change that goes to `to`. */
async function go(
  texts: readonly (string | undefined)[],
  to: number,
  { base = folder('p', 3), change, ...more }: Partial<GateWorldOptions> = {},
) {
  const world = createGateWorld({ base, change: change ?? { [pinPath]: pin(to) }, ...more });
  const asked: unknown[] = [];
  const history = {
    states: async (...args: unknown[]) => {
      asked.push(args);
      return past(...texts);
    },
  };
  const result = await world.run({ history });
  return { result, world, asked };
}

function sentences({ problems, pins }: RunResult): readonly string[] {
  return [...problems, ...pins.flatMap((one) => (one.state === 'failed' ? one.problems : []))].map(
    formatProblem,
  );
}

describe('the fast lane', () => {
  it('passes what goes back, without a session, and asks for the base’s tip', async () => {
    const { result, world, asked } = await go([pin(1), pin(2), pin(3)], 2);
    expect(result).toMatchObject({
      verdict: 'passed',
      warnings: [],
      pins: [{ state: 'rollback', candidate: { version: 2 }, verification: { state: 'verified' } }],
    });
    expect(world.sessions.requests).toEqual([]);
    expect(asked).toEqual([[pinPath, 'base', 'main']]);
  });

  it.each<[string, readonly (string | undefined)[], number]>([
    ['a version that was never live', [pin(1), pin(3)], 2],
    ['a draft that was never anything else', [pin(1), pin('next'), pin(3)], 2],
    ['what was rolled back from', [pin(3), pin(4), pin(3)], 4],
    ['the same number of another agent', [pin(2, 'agent_y'), pin(3)], 2],
    ['what only a broken file said', [`${pin(2)}version: 2\n`, pin(3)], 2],
    ['what was live where nothing is known of it', [undefined, pin(3)], 2],
  ])('takes the whole gate to %s, and says why', async (_, texts, to) => {
    const { result, world } = await go(texts, to);
    expect(result.pins).toMatchObject([{ state: 'evaluated' }]);
    expect(world.sessions.requests.length).toBeGreaterThan(0);
    expect(result.warnings).toEqual([
      to === 4
        ? expect.stringMatching(
            /^Version 4 was live before, and pull request 3 went back from it at 2026-01-03 /,
          )
        : 'The rollback to version 2 takes the whole gate and not the fast lane: that version was never live on "main".',
    ]);
  });

  it.each([[[]], [[pin(2)]], [[pin(2), pin(4)]]])(
    'takes the whole gate, and says so, where the past does not lead to what is pinned: %j',
    async (texts) => {
      const { result } = await go(texts, 2);
      expect(result.pins).toMatchObject([{ state: 'evaluated' }]);
      expect(result.warnings).toEqual([
        'The rollback to version 2 takes the whole gate and not the fast lane: the merges and pushes that are known of "main" do not lead to version 3, which it pins.',
      ]);
    },
  );

  it.each<[string, EvaluationMemory['recall'], number]>([
    ['cannot be read', () => Promise.reject(new ServiceError('GitHub', 'unavailable', 'No.')), 0],
    ['do not come', () => new Promise(() => {}), 5_000],
  ])('waits for no scores that %s', async (_, recall, ms) => {
    const world = createGateWorld({ base: folder('p', 3), change: { [pinPath]: pin(2) } });
    const started = world.clock.now();
    const states = async () => past(pin(2), pin(3));
    const result = await world.run({ history: { states }, memory: { recall } });
    expect(result).toMatchObject({ verdict: 'passed', pins: [{ state: 'rollback', scores: undefined }] });
    expect(world.clock.now() - started).toBe(ms);
  });

  it('takes the whole gate, and says so, where the past cannot be read', async () => {
    const world = createGateWorld({ base: folder('p', 3), change: { [pinPath]: pin(2) } });
    const states = () => Promise.reject(new ServiceError('GitHub', 'forbidden', 'No.'));
    const result = await world.run({ history: { states } });
    expect(result.pins).toMatchObject([{ state: 'evaluated' }]);
    expect(result.warnings).toEqual([
      'Whether `p/pinned-version.yml` goes back to a version that was live before could not be found out, so it was evaluated: No.',
    ]);
  });

  it('takes a fault of our own for no past that cannot be read', async () => {
    const world = createGateWorld({ base: folder('p', 3), change: { [pinPath]: pin(2) } });
    const states = () => Promise.reject(new TypeError('a bug'));
    const result = await world.run({ history: { states } });
    expect([result.verdict, world.sessions.requests.length]).toEqual(['error', 0]);
    expect(sentences(result)).toEqual([expect.stringContaining('Pin Gate itself failed')]);
  });

  it('says nothing of the past where a number that nobody knows goes up', async () => {
    const { result } = await go([], 5);
    expect([result.verdict, result.warnings]).toEqual(['passed', []]);
  });

  it('asks for no past of a pin that is new: one that was removed comes back as a promotion', async () => {
    const { [pinPath]: _, ...without } = folder('p', 3);
    const { result, asked } = await go([pin(2), pin(3), undefined], 2, { base: without });
    expect(result.pins).toMatchObject([{ state: 'evaluated', change: 'added' }]);
    expect(asked).toEqual([]);
  });

  it('looks where a renamed pin was before', async () => {
    const change = { [pinPath]: null, ...folder('q', 2), 'p/gate.yml': null, 'p/tickets.jsonl': null };
    const { result, asked } = await go([pin(2), pin(3)], 2, { change });
    expect(result.pins).toMatchObject([
      { state: 'rollback', path: 'q/pinned-version.yml', previousPath: pinPath },
    ]);
    expect(asked).toEqual([[pinPath, 'base', 'main']]);
  });

  it('has no say over the policy of the base branch, whatever the change’s own says', async () => {
    const gate = 'fixtures: tickets.jsonl\nmessage: "{{body}}"\nrollback: ';
    const { result, asked } = await go([pin(2), pin(3)], 2, {
      base: { ...folder('p', 3), 'p/gate.yml': `${gate}evaluate\n` },
      change: { [pinPath]: pin(2), 'p/gate.yml': `${gate}fast\n` },
    });
    expect([result.pins[0]?.state, asked]).toEqual(['evaluated', []]);
  });

  it('is closed to forks that the workflow does not evaluate, and asks for nothing', async () => {
    const { result, asked, world } = await go([pin(2), pin(3)], 2, { parts: { fromFork: true } });
    expect([result.verdict, asked, world.connections()]).toEqual(['error', [], 0]);
  });

  it('is open in a merge queue, which judges what is queued by the same past', async () => {
    const { result } = await go([pin(2), pin(3)], 2, { parts: { kind: 'merge-group' } });
    expect(result).toMatchObject({ verdict: 'passed', pins: [{ state: 'rollback' }] });
  });

  it('covers no other pin of the change', async () => {
    const { result, world } = await go([pin(2), pin(3)], 2, {
      base: { ...folder('p', 3), ...folder('q', 1) },
      change: { [pinPath]: pin(2), 'q/pinned-version.yml': pin('two') },
    });
    expect([result.verdict, world.sessions.requests]).toEqual(['error', []]);
    expect(result.pins.map(({ state }) => state)).toEqual(['rollback', 'failed']);
  });

  it('passes though the service is down, and not when the run is stopped', async () => {
    const down = () => Promise.reject(new ServiceError('Managed Agents', 'unavailable', 'Bad gateway'));
    const { result } = await go([pin(2), pin(3)], 2, { service: { agentVersion: down } });
    expect(result).toMatchObject({ verdict: 'passed', pins: [{ verification: { state: 'unverified' } }] });

    const stop = new AbortController();
    stop.abort();
    const world = createGateWorld({ base: folder('p', 3), change: { [pinPath]: pin(2) } });
    const stopped = await world.run({ history: { states: async () => past(pin(2), pin(3)) } }, stop.signal);
    expect(stopped).toMatchObject({ verdict: 'error', leavesComment: true });
    expect(sentences(stopped).join()).not.toContain('bug');
  });
});
