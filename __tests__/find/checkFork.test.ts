import { describe, expect, it } from '@jest/globals';

import type { Change } from '../../src/domain/change.ts';
import type { Pin, PinChange } from '../../src/domain/pin.ts';
import { checkFork } from '../../src/find/checkFork.ts';

const pin = (version: number, agent = 'agent_x'): Pin => ({
  path: 'pin.yml',
  agent,
  version,
  versionLine: 3,
});
const bumped: PinChange = { kind: 'bumped', path: 'pin.yml', baseline: pin(1), candidate: pin(2) };

const makeChange = (fromFork: boolean): Change => ({
  kind: 'pull-request',
  base: 'base',
  baseName: 'main',
  head: 'head',
  files: [],
  fromFork,
});

describe('checkFork', () => {
  it('has nothing to say about a branch of the repository', () => {
    expect(
      checkFork({ kind: 'added', path: 'pin.yml', candidate: pin(1) }, makeChange(false), 'refuse'),
    ).toBeUndefined();
  });

  it.each(['bumped', 'rolled-back'] as const)(
    'lets a fork change the version (%s) where forks are evaluated',
    (kind) => {
      expect(checkFork({ ...bumped, kind }, makeChange(true), 'evaluate')).toBeUndefined();
    },
  );

  it('refuses forks otherwise, and says what to do and what it risks', () => {
    expect(checkFork(bumped, makeChange(true), 'refuse')).toEqual({
      file: 'pin.yml',
      line: 3,
      message:
        'This pull request comes from a fork, and this workflow does not evaluate forks: a maintainer who trusts it can ' +
        'open the same change from a branch of this repository, or set `forks: evaluate` in the workflow. The risk of ' +
        "that: anybody who can open a pull request can then spend on the repository's API key, by asking for any " +
        'version of the pinned agent, up to `max-cost-usd` a run.',
    });
  });

  it.each<[string, PinChange]>([
    ['adds a pin', { kind: 'added', path: 'pin.yml', candidate: pin(1) }],
    [
      'pins another agent',
      { kind: 'moved-agent', path: 'pin.yml', baseline: pin(1), candidate: pin(1, 'agent_y') },
    ],
    [
      'asks for a new version (`version: next`)',
      {
        ...{ kind: 'drafted', path: 'pin.yml', baseline: pin(1) },
        candidate: { ...pin(1), version: 'next' },
      },
    ],
    ['moves the pin from `old/pin.yml`', { ...bumped, previousPath: 'old/pin.yml' }],
  ])('never lets a fork do more: %s', (what, change) => {
    for (const forks of ['evaluate', 'refuse'] as const) {
      expect(checkFork(change, makeChange(true), forks)?.message).toBe(
        `This pull request comes from a fork and ${what}. From a fork only another version of the agent that \`main\` ` +
          'pins can be evaluated; a maintainer who trusts it can open the same change from a branch of this repository.',
      );
    }
  });

  it.each<PinChange>([
    { kind: 'removed', path: 'pin.yml', baseline: pin(1) },
    { kind: 'unchanged', path: 'pin.yml', baseline: pin(1) },
  ])('does not ask about what runs nothing: $kind', (change) => {
    expect(checkFork(change, makeChange(true), 'refuse')).toBeUndefined();
  });
});
