import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rollbackBranch } from '../../src/commands/rollback/rollbackBranch.ts';

describe('rollbackBranch', () => {
  it.each([
    ['prompts/ticket-triage/pinned-version.yml', 'pin-gate/rollback-prompts.ticket-triage-to-2'],
    ['pinned-version.yml', 'pin-gate/rollback-pinned-version-yml-'],
    ['a b/ü/pinned-version.yml', 'pin-gate/rollback-a-b-pinned-version-yml-'],
    ['../../.lock', 'pin-gate/rollback-lock-'],
    ['ü', 'pin-gate/rollback-'],
  ])('names the branch of %s', (path, start) => {
    expect(rollbackBranch(path, 2)).toContain(start);
    expect(rollbackBranch(path, 2)).toMatch(/^pin-gate\/rollback-[\w.-]+-to-2$/);
  });

  it('is another one for every branch to merge into', () => {
    const names = [undefined, 'release', 'release/2'].map((base) =>
      rollbackBranch('a/pinned-version.yml', 2, base),
    );
    expect(names[0]).toBe('pin-gate/rollback-a-to-2');
    expect(names[1]).toMatch(/^pin-gate\/rollback-a-on-[0-9a-f]{8}-to-2$/);
    expect(new Set(names).size).toBe(3);
  });

  it('is a name that git takes, and another one for every pin', () => {
    const part = fc.oneof(
      fc.constantFrom('a', 'b', 'a-b', 'a.b', '.', 'x.lock', '@{'),
      fc.string({ minLength: 1 }),
    );
    const paths = fc
      .tuple(fc.array(part, { maxLength: 3 }), fc.constantFrom('pinned-version.yml', 'pin.yml'))
      .map(([folders, name]) => [...folders.map((folder) => folder.replaceAll('/', '')), name].join('/'));
    fc.assert(
      fc.property(paths, paths, (one, other) => {
        const branch = rollbackBranch(one, 3);
        expect(branch).toMatch(/^pin-gate\/rollback-[\w.-]+-to-3$/);
        expect(branch).not.toMatch(/\.\.|\.lock$|\/\.|\.$/);
        expect(branch.length).toBeLessThan(200);
        expect(rollbackBranch(other, 3) === branch).toBe(one === other);
      }),
    );
  });
});
