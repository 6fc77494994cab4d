import { describe, expect, it } from '@jest/globals';
import type { AgentService } from '../../src/domain/agentService.ts';
import type { Pin } from '../../src/domain/pin.ts';
import { GateError } from '../../src/domain/problem.ts';
import { ServiceError, type ServiceErrorKind } from '../../src/domain/serviceError.ts';
import { verifyLive } from '../../src/resolve/verifyLive.ts';
import { FakeClock } from '../helpers/fakeClock.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { stubService } from '../helpers/stubService.ts';

const pin: Pin = { path: 'prompts/x/pinned-version.yml', agent: 'agent_x', version: 2, versionLine: 3 };

function failing(kind: ServiceErrorKind, more: { retryAfterMs?: number } = {}) {
  return () => Promise.reject(new ServiceError('Managed Agents', kind, 'made up', { status: 500, ...more }));
}

function verify(service: Partial<AgentService>, connect = async () => stubService(service)) {
  const clock = new FakeClock(0);
  const { signal } = new AbortController();
  const ended = clock.until(verifyLive(pin, { connect, clock, signal }));
  return { ended, clock };
}

describe('verifyLive', () => {
  it('verifies a version that can be run', async () => {
    const { ended, clock } = verify({ agentVersion: async () => makeAgentVersion({ version: 2 }) });
    expect(await ended).toMatchObject({ state: 'verified', config: { version: 2 } });
    expect(clock.sleeping).toBe(0);
  });

  it.each<[ServiceErrorKind, string, number]>([
    ['unavailable', 'The service could not be reached or failed', 1_500],
    ['rate-limited', "The organisation's rate limit is used up", 1_500],
    ['spend-limit', 'spend limit', 0],
    ['unauthorized', 'The API key is missing, mistyped or revoked', 0],
    ['forbidden', 'lacks a permission', 0],
  ])('leaves it open when the service says %s', async (kind, words, ms) => {
    const { ended, clock } = verify({ agentVersion: failing(kind) });
    const result = await ended;
    expect(result).toMatchObject({ state: 'unverified' });
    expect('reason' in result && result.reason).toContain(words);
    expect(clock.now()).toBe(ms);
  });

  it.each([200, 402, 407])(
    'leaves it open when what it is given is no answer to the question (%i)',
    async (status) => {
      const error = new ServiceError('Managed Agents', 'invalid', '<html>Bad day</html>', { status });
      const { ended } = verify({ agentVersion: () => Promise.reject(error) });
      expect(await ended).toMatchObject({ state: 'unverified' });
    },
  );

  it('refuses an id that the service takes for none', async () => {
    const error = new ServiceError('Managed Agents', 'invalid', 'Invalid agent ID.', { status: 400 });
    const { ended } = verify({ agentVersion: () => Promise.reject(error) });
    await expect(ended).rejects.toMatchObject({
      problems: [{ line: 3, message: expect.stringContaining('Invalid agent ID.') }],
    });
  });

  it('waits for no long rate limit', async () => {
    const { ended, clock } = verify({ agentVersion: failing('rate-limited', { retryAfterMs: 30_000 }) });
    expect(await ended).toMatchObject({ state: 'unverified' });
    expect(clock.now()).toBe(0);
  });

  it('waits five seconds for an answer and no longer', async () => {
    const { ended, clock } = verify({ agentVersion: () => new Promise(() => {}) });
    expect(await ended).toEqual({
      state: 'unverified',
      reason: 'Managed Agents did not answer within 5 seconds.',
    });
    expect(clock.now()).toBe(5_000);
  });

  it('leaves it open when there is no key to ask with', async () => {
    const connect = async (): Promise<AgentService> => {
      throw new GateError('The input `anthropic-api-key` is empty.');
    };
    const { ended } = verify({}, connect);
    expect(await ended).toEqual({
      state: 'unverified',
      reason: 'The input `anthropic-api-key` is empty.',
    });
  });

  it('leaves it open when another version is given than was asked for', async () => {
    const { ended } = verify({ agentVersion: async () => makeAgentVersion({ version: 5 }) });
    expect(await ended).toMatchObject({
      state: 'unverified',
      reason: expect.stringContaining('was given version 5'),
    });
  });

  it('refuses a version that does not exist', async () => {
    const { ended } = verify({
      agentVersion: failing('not-found'),
      agent: async () => makeAgentVersion({ version: 1 }),
    });
    await expect(ended).rejects.toMatchObject({
      problems: [
        {
          file: pin.path,
          line: 3,
          message: expect.stringContaining('version 2 of agent "agent_x" does not exist: the newest is 1'),
        },
      ],
    });
  });

  it('refuses what does not exist though the service says no more than that', async () => {
    const { ended, clock } = verify({
      agentVersion: failing('not-found'),
      agent: () => new Promise(() => {}),
    });
    await expect(ended).rejects.toMatchObject({
      problems: [{ file: pin.path, line: 3, message: expect.stringContaining('Could not read version 2') }],
    });
    expect(clock.now()).toBe(5_000);
    expect(clock.sleeping).toBe(0);
  });

  it('refuses an archived agent', async () => {
    const { ended } = verify({
      agentVersion: async () => makeAgentVersion({ version: 2, archivedAt: '2026-08-01T00:00:00Z' }),
    });
    await expect(ended).rejects.toMatchObject({
      problems: [{ file: pin.path, line: 3, message: expect.stringContaining('was archived') }],
    });
  });
});
