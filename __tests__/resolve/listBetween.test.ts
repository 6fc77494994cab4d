import { describe, expect, it } from '@jest/globals';
import type { VersionPage } from '../../src/domain/agent.ts';
import type { AgentService } from '../../src/domain/agentService.ts';
import type { NumberedPinChange, Pin } from '../../src/domain/pin.ts';
import { ServiceError, type ServiceErrorKind } from '../../src/domain/serviceError.ts';
import { listBetween } from '../../src/resolve/listBetween.ts';
import { FakeClock } from '../helpers/fakeClock.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { stubService } from '../helpers/stubService.ts';

const path = 'prompts/x/pinned-version.yml';
const pin = (version: number, agent = 'agent_x'): Pin => ({ path, agent, version, versionLine: 2 });
const move = (from: number, to: number): NumberedPinChange => ({
  kind: from < to ? 'bumped' : 'rolled-back',
  path,
  baseline: pin(from),
  candidate: pin(to),
});
const day = (version: number) => ({ version, madeAt: `day ${version}` });
const whole = (version: number) => makeAgentVersion({ version, updatedAt: `day ${version}` });

/** An agent with versions 1 to `newest`, `size` a page; a page's name is the number of its first version. */
function serviceWith(newest: number, size: number) {
  const asked: (string | undefined)[] = [];
  const versions: AgentService['versions'] = async (id, page): Promise<VersionPage> => {
    expect(id).toBe('agent_x');
    asked.push(page);
    const first = page === undefined ? newest : Number(page);
    const numbers = Array.from({ length: Math.min(size, first) }, (_, index) => first - index);
    const rest = first - numbers.length;
    return { versions: numbers.map(whole), next: rest > 0 ? String(rest) : undefined };
  };
  return { service: stubService({ versions }), asked };
}

function list(change: NumberedPinChange, service: AgentService, signal?: AbortSignal) {
  const clock = new FakeClock(0);
  const context = { service, clock, ...(signal === undefined ? {} : { signal }) };
  return clock.until(listBetween(change, context)).then((result) => ({ ...result, ms: clock.now() }));
}

function failing(kind: ServiceErrorKind, times: number, more: { retryAfterMs?: number } = {}) {
  const good = serviceWith(9, 9);
  let calls = 0;
  const versions: AgentService['versions'] = (...args) => {
    calls += 1;
    if (calls > times) return good.service.versions(...args);
    return Promise.reject(new ServiceError('Managed Agents', kind, 'made up', { status: 503, ...more }));
  };
  return { service: stubService({ versions }), calls: () => calls };
}

describe('listBetween', () => {
  it.each([
    [3, 7],
    [7, 3],
  ])('lists what lies between %i and %i, in ascending order', async (from, to) => {
    const { service } = serviceWith(9, 20);
    expect(await list(move(from, to), service)).toMatchObject({
      versions: [day(4), day(5), day(6)],
      warnings: [],
    });
  });

  it.each<NumberedPinChange>([
    move(3, 4),
    move(4, 3),
    { kind: 'added', path, candidate: pin(9) },
    { kind: 'moved-agent', path, baseline: pin(1, 'agent_y'), candidate: pin(9) },
  ])('asks for nothing where there is nothing between: %j', async (change) => {
    expect(await list(change, stubService({}))).toMatchObject({ versions: [], warnings: [] });
  });

  it.each([
    [1, 3, 2, [undefined, '7', '5', '3']],
    [5, 8, 2, [undefined, '7']],
    [6, 9, 1, [undefined, '8', '7']],
    [1, 9, 4, [undefined, '5']],
    [1, 9, 20, [undefined]],
  ])('reads pages down to the older one: %i → %i, %i a page', async (from, to, size, pages) => {
    const { service, asked } = serviceWith(9, size);
    const { versions } = await list(move(from, to), service);
    expect(versions?.map(({ version }) => version)).toEqual(
      Array.from({ length: to - from - 1 }, (_, index) => from + 1 + index),
    );
    expect(asked).toEqual(pages);
  });

  it('lists a version once though two pages have it', async () => {
    const versions: AgentService['versions'] = async (_, page) => ({
      versions: (page === undefined ? [4, 3] : [3, 2]).map(whole),
      next: page === undefined ? 'more' : undefined,
    });
    expect((await list(move(1, 5), stubService({ versions }))).versions).toEqual([2, 3, 4].map(day));
  });

  it('gives up on an endless list', async () => {
    const { service, asked } = serviceWith(5_000, 100);
    expect(await list(move(1, 3), service)).toMatchObject({
      versions: undefined,
      warnings: [
        'The versions between 1 and 3 are not listed (no verdict depends on them): there are too many newer ones of agent "agent_x".',
      ],
    });
    expect(asked).toHaveLength(20);
  });

  it('gets over a service that is away for a moment', async () => {
    const { service } = failing('unavailable', 2);
    expect(await list(move(3, 5), service)).toEqual({ versions: [day(4)], warnings: [], ms: 1_500 });
  });

  it.each<readonly [ServiceErrorKind, { retryAfterMs?: number }, number, number]>([
    ['unavailable', {}, 4, 3_500],
    ['forbidden', {}, 1, 0],
    ['invalid', {}, 1, 0],
    ['rate-limited', { retryAfterMs: 30_000 }, 1, 0],
  ])('is a warning, and soon, where the service fails: %s %j', async (kind, more, tries, ms) => {
    const { service, calls } = failing(kind, 99, more);
    expect(await list(move(3, 5), service)).toEqual({
      versions: undefined,
      warnings: [
        expect.stringMatching(
          /^The versions between 3 and 5 are not listed \(no verdict depends on them\): Could not list the versions of agent "agent_x" \(Managed Agents answered 503: "made up"\)/,
        ),
      ],
      ms,
    });
    expect(calls()).toBe(tries);
  });

  it('says nothing when the run is stopped meanwhile', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    expect(await list(move(3, 5), serviceWith(9, 9).service, stop.signal)).toMatchObject({
      versions: undefined,
      warnings: [],
    });
  });

  it('lets a fault of our own through', async () => {
    const service = stubService({ versions: () => Promise.reject(new TypeError('a bug')) });
    await expect(list(move(3, 5), service)).rejects.toThrow(TypeError);
  });
});
