import { describe, expect, it } from '@jest/globals';

import type { AgentService, Environment } from '../../src/domain/agentService.ts';
import { ServiceError, type ServiceErrorKind } from '../../src/domain/serviceError.ts';
import { createEnvironmentResolver } from '../../src/resolve/createEnvironmentResolver.ts';
import { FakeClock } from '../helpers/fakeClock.ts';
import { makePolicy } from '../helpers/makePolicy.ts';
import { stubService } from '../helpers/stubService.ts';

const failure = (kind: ServiceErrorKind, status: number) =>
  new ServiceError('Managed Agents', kind, 'no', { status });

const makeSource = (environment?: string) => ({
  policy: makePolicy(environment === undefined ? {} : { environment }),
  path: 'a/gate.yml',
  commit: 'c0ffee',
  from: 'base' as const,
});

/** A workspace with these environments; creating fails with the given errors first. */
function makeWorkspace(environments: readonly Environment[], errors: readonly Error[] = []) {
  const all = [...environments];
  const failures = [...errors];
  const calls: string[] = [];
  const service: AgentService = stubService({
    async environment(id) {
      calls.push(`get ${id}`);
      const found = all.find((one) => one.id === id);
      if (found === undefined) throw failure('not-found', 404);
      return found;
    },
    async *environments() {
      calls.push('list');
      yield* all;
    },
    async createEnvironment(name) {
      calls.push(`create ${name}`);
      const error = failures.shift();
      if (error !== undefined) throw error;
      const made = makeEnvironment('env_made', name);
      all.push(made);
      return made;
    },
  });
  return { service, calls, all };
}

function makeEnvironment(id: string, name: string, archivedAt: string | null = null): Environment {
  return { id, name, archivedAt };
}

describe('an environment that the policy names', () => {
  it('is used', async () => {
    const { service, calls } = makeWorkspace([makeEnvironment('env_1', 'mine')]);
    expect(await createEnvironmentResolver({ service, clock: new FakeClock() })(makeSource('env_1'))).toBe(
      'env_1',
    );
    expect(calls).toEqual(['get env_1']);
  });

  it.each([
    [
      'env_gone',
      'a/gate.yml: Could not find the environment "env_gone" (Managed Agents answered 404: "no"). ' +
        'Name another one, or leave the key `environment` out: then one is found or made.',
    ],
    [
      'env_old',
      'a/gate.yml: The environment "env_old" was archived at 2026-07-01T00:00:00Z, and no session can run in it. ' +
        'Name another one, or leave the key `environment` out: then one is found or made.',
    ],
  ])('is refused when it is missing or archived: %s', async (id, message) => {
    const { service } = makeWorkspace([makeEnvironment('env_old', 'mine', '2026-07-01T00:00:00Z')]);
    const resolve = createEnvironmentResolver({ service, clock: new FakeClock() });
    await expect(resolve(makeSource(id))).rejects.toThrow(
      expect.objectContaining({ name: 'GateError', message }),
    );
  });
});

describe('the environment of the gate itself', () => {
  it('is found by its exact name', async () => {
    const { service, calls } = makeWorkspace([
      makeEnvironment('env_1', 'pin-gate-2'),
      makeEnvironment('env_2', 'pin-gate', '2026-07-01T00:00:00Z'),
      makeEnvironment('env_3', 'pin-gate'),
      makeEnvironment('env_4', 'pin-gate'),
    ]);
    expect(await createEnvironmentResolver({ service, clock: new FakeClock() })(makeSource())).toBe('env_3');
    expect(calls).toEqual(['list']);
  });

  it('is made once for all pins of a run', async () => {
    const { service, calls } = makeWorkspace([]);
    const resolve = createEnvironmentResolver({ service, clock: new FakeClock() });
    expect(await Promise.all([resolve(makeSource()), resolve(makeSource()), resolve(makeSource())])).toEqual([
      'env_made',
      'env_made',
      'env_made',
    ]);
    expect(await resolve(makeSource())).toBe('env_made');
    expect(calls).toEqual(['list', 'create pin-gate']);
  });

  it('is looked for again when another run has just made it', async () => {
    const clock = new FakeClock();
    const { service, calls, all } = makeWorkspace([], [failure('conflict', 409)]);
    const result = createEnvironmentResolver({ service, clock })(makeSource());
    await clock.advance(0);
    all.push(makeEnvironment('env_theirs', 'pin-gate'));
    expect(await clock.until(result)).toBe('env_theirs');
    expect(calls).toEqual(['list', 'create pin-gate', 'list']);
  });

  it('is looked for before it is made again, when nobody knows whether it was made', async () => {
    const clock = new FakeClock();
    const { service, calls } = makeWorkspace([], [failure('unavailable', 503)]);
    expect(await clock.until(createEnvironmentResolver({ service, clock })(makeSource()))).toBe('env_made');
    expect(calls).toEqual(['list', 'create pin-gate', 'list', 'create pin-gate']);
  });

  it('is given up after three tries', async () => {
    const clock = new FakeClock();
    const { service, calls } = makeWorkspace(
      [],
      Array.from({ length: 9 }, () => failure('unavailable', 503)),
    );
    await expect(clock.until(createEnvironmentResolver({ service, clock })(makeSource()))).rejects.toThrow(
      'Could not make the environment `pin-gate` (Managed Agents answered 503: "no"). The service could not be ' +
        'reached or failed, several times in a row: run the check again later.',
    );
    expect(calls.filter((call) => call.startsWith('create'))).toHaveLength(3);
  });

  it('can be made by hand where the key may not', async () => {
    const { service } = makeWorkspace([], [failure('forbidden', 403)]);
    await expect(
      createEnvironmentResolver({ service, clock: new FakeClock() })(makeSource()),
    ).rejects.toThrow(
      /^Could not make the environment `pin-gate` .* Or name an environment that exists in gate\.yml: `environment: env_…`\.$/,
    );
  });
});
