import { describe, expect, it } from '@jest/globals';
import { loadPolicy, policyPathOf } from '../../src/config/loadPolicy.ts';
import type { EvaluatedPinChange, Pin } from '../../src/domain/pin.ts';
import { GateError } from '../../src/domain/problem.ts';
import { makeChange } from '../helpers/factories/makeChange.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';

const change = makeChange({ base: 'base', head: 'head', baseName: 'main' });
const fork = { ...change, fromFork: true };
const pinAt = (path: string, version = 1): Pin => ({ path, agent: 'agent_x', version, versionLine: 2 });
const bumped: EvaluatedPinChange = {
  kind: 'bumped',
  path: 'p/pinned-version.yml',
  baseline: pinAt('p/pinned-version.yml'),
  candidate: pinAt('p/pinned-version.yml', 2),
};
const added: EvaluatedPinChange = { kind: 'added', path: bumped.path, candidate: bumped.candidate };
const moved: EvaluatedPinChange = {
  kind: 'bumped',
  path: 'new/pinned-version.yml',
  previousPath: 'p/pinned-version.yml',
  baseline: bumped.baseline,
  candidate: pinAt('new/pinned-version.yml', 2),
};
const gate = (fixtures: string) => `fixtures: ${fixtures}\n`;

describe('policyPathOf', () => {
  it.each([
    ['p/q/pinned-version.yml', 'p/q/gate.yml'],
    ['pinned-version.yml', 'gate.yml'],
  ])('%s is judged by %s', (pin, path) => expect(policyPathOf(pin)).toBe(path));
});

describe('loadPolicy', () => {
  const both = memoryRepository({
    base: { 'p/gate.yml': gate('base.jsonl') },
    head: { 'p/gate.yml': gate('head.jsonl'), 'new/gate.yml': gate('new.jsonl') },
  });

  it.each([
    ['a bumped pin', bumped],
    ['a new pin, where the base has a policy for it already', added],
    ['a moved pin, from where it was', moved],
  ])('takes the base’s for %s', async (_, pin) => {
    const { source, file } = await loadPolicy(both, change, pin);
    expect(source).toMatchObject({ path: 'p/gate.yml', commit: 'base', from: 'base' });
    expect(file.fixturePaths).toEqual(['p/base.jsonl']);
  });

  it('takes the head’s where the base has none', async () => {
    const repository = memoryRepository({ base: {}, head: { 'p/gate.yml': gate('head.jsonl') } });
    const { source, file } = await loadPolicy(repository, change, added);
    expect(source).toMatchObject({ path: 'p/gate.yml', commit: 'head', from: 'head' });
    expect(file.fixturePaths).toEqual(['p/head.jsonl']);
  });

  it.each([
    ['there is none at all', memoryRepository({ base: {}, head: {} }), change],
    [
      'the only one is a fork’s',
      memoryRepository({ base: {}, head: { 'p/gate.yml': gate('head.jsonl') } }),
      fork,
    ],
  ])('throws when %s', async (_, repository, from) => {
    await expect(loadPolicy(repository, from, bumped)).rejects.toThrow(
      new GateError({
        file: 'p/pinned-version.yml',
        line: 2,
        message:
          'This pin has no policy: neither `main` nor the change has `p/gate.yml`. Add a gate.yml beside the pin that names its fixtures.',
      }),
    );
  });

  it('does not fall back on the head’s when the base’s is broken', async () => {
    const repository = memoryRepository({
      base: { 'p/gate.yml': 'fixtures: 5\n' },
      head: { 'p/gate.yml': gate('head.jsonl') },
    });
    await expect(loadPolicy(repository, change, bumped)).rejects.toThrow(
      'p/gate.yml:1: `fixtures` should be',
    );
  });

  it('does not take a base that cannot be read for one without a policy', async () => {
    const repository = memoryRepository({ head: { 'p/gate.yml': gate('head.jsonl') } });
    await expect(loadPolicy(repository, change, bumped)).rejects.toThrow('no commit base');
  });
});
