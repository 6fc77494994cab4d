import { describe, expect, it } from '@jest/globals';

import type { Change, ChangedFile } from '../../src/domain/change.ts';
import type { Pin } from '../../src/domain/pin.ts';
import { GateError } from '../../src/domain/problem.ts';
import { findPinChanges } from '../../src/find/findPinChanges.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';

type Tree = Readonly<Record<string, string>>;

const isPinPath = (path: string) => path.endsWith('pin.yml');

/** A pin's text is `<agent> <version>` here; everything else is refused as the real reader refuses a broken pin. */
function readPin(path: string, bytes: Uint8Array): Pin {
  const [, agent, version] = /^(\w+) (\d+)/.exec(new TextDecoder().decode(bytes)) ?? [];
  if (agent === undefined) throw new GateError({ file: path, line: 2, message: 'This is no pin.' });
  return { path, agent, version: Number(version), versionLine: 2 };
}

const readers = { base: readPin, head: readPin };

const pin = (path: string, agent: string, version: number): Pin => ({ path, agent, version, versionLine: 2 });

function makeChange(files: readonly ChangedFile[]): Change {
  return {
    kind: 'pull-request',
    base: 'base',
    baseName: 'main',
    head: 'head',
    files,
    fromFork: false,
    number: 7,
  };
}

function find(files: readonly ChangedFile[], base: Tree, head: Tree) {
  return findPinChanges(makeChange(files), memoryRepository({ base, head }), isPinPath, readers);
}

const modified = (path: string): ChangedFile => ({ path, status: 'modified' });
const added = (path: string): ChangedFile => ({ path, status: 'added' });
const removed = (path: string): ChangedFile => ({ path, status: 'removed' });
const renamed = (previousPath: string, path: string): ChangedFile => ({
  path,
  status: 'renamed',
  previousPath,
});

describe('findPinChanges', () => {
  it('reads nothing when no changed file is a pin', async () => {
    const repository = memoryRepository({ base: {}, head: {} });
    const change = makeChange([modified('README.md'), renamed('a.txt', 'b.txt')]);

    expect(await findPinChanges(change, repository, isPinPath, readers)).toEqual({
      changes: [],
      failures: [],
    });
    expect(repository.asked).toEqual([]);
  });

  it.each([
    ['a bump', { 'a/pin.yml': 'x 2' }, pin('a/pin.yml', 'x', 2)],
    ['another agent', { 'a/pin.yml': 'y 2' }, pin('a/pin.yml', 'y', 2)],
    ['a new pin', {}, undefined],
  ])('a pin that asks for the next version is drafted: %s', async (_, base: Tree, baseline) => {
    const candidate = { ...pin('a/pin.yml', 'x', 1), version: 'next' as const };
    const change = makeChange([modified('a/pin.yml')]);
    const repository = memoryRepository({ base, head: { 'a/pin.yml': 'x next' } });
    expect(
      await findPinChanges(change, repository, isPinPath, { base: readPin, head: () => candidate }),
    ).toEqual({ changes: [{ kind: 'drafted', path: 'a/pin.yml', baseline, candidate }], failures: [] });
  });

  it.each([
    [3, 'bumped'],
    [1, 'rolled-back'],
  ])('version 2 to %i is %s', async (version, kind) => {
    const found = await find(
      [modified('a/pin.yml')],
      { 'a/pin.yml': 'x 2' },
      { 'a/pin.yml': `x ${version}` },
    );
    expect(found).toEqual({
      changes: [
        {
          kind,
          path: 'a/pin.yml',
          baseline: pin('a/pin.yml', 'x', 2),
          candidate: pin('a/pin.yml', 'x', version),
        },
      ],
      failures: [],
    });
  });

  it('calls another agent moved-agent, whatever the versions', async () => {
    const found = await find([modified('pin.yml')], { 'pin.yml': 'x 2' }, { 'pin.yml': 'y 2' });
    expect(found.changes).toEqual([
      {
        kind: 'moved-agent',
        path: 'pin.yml',
        baseline: pin('pin.yml', 'x', 2),
        candidate: pin('pin.yml', 'y', 2),
      },
    ]);
  });

  it('calls a touched pin that says the same as the base unchanged', async () => {
    const found = await find([modified('pin.yml')], { 'pin.yml': 'x 2' }, { 'pin.yml': 'x 2 # why' });
    expect(found.changes).toEqual([{ kind: 'unchanged', path: 'pin.yml', baseline: pin('pin.yml', 'x', 2) }]);
  });

  it('knows added and removed pins', async () => {
    const found = await find(
      [added('a/pin.yml'), removed('b/pin.yml')],
      { 'b/pin.yml': 'y 1' },
      { 'a/pin.yml': 'x 1' },
    );
    expect(found.changes).toEqual([
      { kind: 'added', path: 'a/pin.yml', candidate: pin('a/pin.yml', 'x', 1) },
      { kind: 'removed', path: 'b/pin.yml', baseline: pin('b/pin.yml', 'y', 1) },
    ]);
  });

  it('compares several pins each with its own base, in the order of their paths', async () => {
    const found = await find(
      [modified('c/pin.yml'), modified('a/pin.yml'), modified('b/pin.yml')],
      { 'a/pin.yml': 'x 1', 'b/pin.yml': 'y 5', 'c/pin.yml': 'z 1' },
      { 'a/pin.yml': 'x 2', 'b/pin.yml': 'y 4', 'c/pin.yml': 'z 1' },
    );
    expect(found.changes.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'a/pin.yml bumped',
      'b/pin.yml rolled-back',
      'c/pin.yml unchanged',
    ]);
  });
});

describe('a renamed pin', () => {
  it('keeps its baseline', async () => {
    const found = await find(
      [renamed('a/pin.yml', 'b/pin.yml')],
      { 'a/pin.yml': 'x 2' },
      { 'b/pin.yml': 'x 3' },
    );
    expect(found.changes).toEqual([
      {
        kind: 'bumped',
        path: 'b/pin.yml',
        previousPath: 'a/pin.yml',
        baseline: pin('a/pin.yml', 'x', 2),
        candidate: pin('b/pin.yml', 'x', 3),
      },
    ]);
  });

  it('keeps it when the agent changes, too', async () => {
    const found = await find(
      [renamed('a/pin.yml', 'b/pin.yml')],
      { 'a/pin.yml': 'x 2' },
      { 'b/pin.yml': 'y 3' },
    );
    expect(found.changes).toMatchObject([{ kind: 'moved-agent', previousPath: 'a/pin.yml' }]);
  });

  it('is unchanged when only its path changes', async () => {
    const found = await find(
      [renamed('a/pin.yml', 'b/pin.yml')],
      { 'a/pin.yml': 'x 2' },
      { 'b/pin.yml': 'x 2' },
    );
    expect(found.changes).toEqual([
      { kind: 'unchanged', path: 'b/pin.yml', previousPath: 'a/pin.yml', baseline: pin('a/pin.yml', 'x', 2) },
    ]);
  });

  it('is new when it was renamed from a path that is no pin, and gone when to one', async () => {
    const found = await find(
      [renamed('a/draft.yml', 'a/pin.yml'), renamed('b/pin.yml', 'b/old.yml')],
      { 'a/draft.yml': 'x 2', 'b/pin.yml': 'y 2' },
      { 'a/pin.yml': 'x 3', 'b/old.yml': 'y 2' },
    );
    expect(found.changes).toEqual([
      { kind: 'added', path: 'a/pin.yml', candidate: pin('a/pin.yml', 'x', 3) },
      { kind: 'removed', path: 'b/pin.yml', baseline: pin('b/pin.yml', 'y', 2) },
    ]);
  });

  it('cannot shed its baseline by being moved and rewritten beyond recognition', async () => {
    const found = await find(
      [removed('a/pin.yml'), added('z/pin.yml')],
      { 'a/pin.yml': 'x 2' },
      { 'z/pin.yml': 'x 3' },
    );
    expect(found.changes).toMatchObject([
      { kind: 'bumped', path: 'z/pin.yml', previousPath: 'a/pin.yml', baseline: { version: 2 } },
    ]);
  });

  it('gives its baseline to one new pin only, and to the one it was renamed to first', async () => {
    const found = await find(
      [added('a/pin.yml'), renamed('old/pin.yml', 'b/pin.yml')],
      { 'old/pin.yml': 'x 2' },
      { 'a/pin.yml': 'x 3', 'b/pin.yml': 'x 3' },
    );
    expect(found.changes).toMatchObject([
      { kind: 'added', path: 'a/pin.yml' },
      { kind: 'bumped', path: 'b/pin.yml', previousPath: 'old/pin.yml' },
    ]);
  });

  it('pairs several moved pins of one agent by path', async () => {
    const found = await find(
      [removed('a/pin.yml'), removed('b/pin.yml'), added('c/pin.yml'), added('d/pin.yml')],
      { 'a/pin.yml': 'x 1', 'b/pin.yml': 'x 5' },
      { 'c/pin.yml': 'x 2', 'd/pin.yml': 'x 4' },
    );
    expect(found.changes).toMatchObject([
      { kind: 'bumped', path: 'c/pin.yml', previousPath: 'a/pin.yml' },
      { kind: 'rolled-back', path: 'd/pin.yml', previousPath: 'b/pin.yml' },
    ]);
  });

  it('does not take the baseline of another agent', async () => {
    const found = await find(
      [removed('a/pin.yml'), added('b/pin.yml')],
      { 'a/pin.yml': 'x 2' },
      { 'b/pin.yml': 'y 3' },
    );
    expect(found.changes.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

describe('a base branch that has moved on since', () => {
  it('is read at its tip: a pin listed as added is there by now', async () => {
    const found = await find([added('pin.yml')], { 'pin.yml': 'x 4' }, { 'pin.yml': 'x 3' });
    expect(found.changes).toMatchObject([{ kind: 'rolled-back', baseline: { version: 4 } }]);
  });

  it('has bumped to the same version: nothing is left to gate', async () => {
    const found = await find([modified('pin.yml')], { 'pin.yml': 'x 3' }, { 'pin.yml': 'x 3' });
    expect(found.changes.map(({ kind }) => kind)).toEqual(['unchanged']);
  });

  it('has removed the pin that the change edits: it is new again', async () => {
    const found = await find([modified('pin.yml')], {}, { 'pin.yml': 'x 3' });
    expect(found.changes.map(({ kind }) => kind)).toEqual(['added']);
  });

  it('has removed the pin that the change removes: nothing is left to say', async () => {
    expect(await find([removed('pin.yml')], {}, {})).toEqual({ changes: [], failures: [] });
  });

  it('has a pin at the new path of a renamed one: callers read that one', async () => {
    const found = await find(
      [renamed('a/pin.yml', 'b/pin.yml')],
      { 'a/pin.yml': 'x 2', 'b/pin.yml': 'x 4' },
      { 'b/pin.yml': 'x 3' },
    );
    expect(found.changes).toMatchObject([
      { kind: 'removed', path: 'a/pin.yml' },
      { kind: 'rolled-back', path: 'b/pin.yml', baseline: { version: 4 } },
    ]);
  });

  it('has renamed the pin as the change does', async () => {
    const found = await find(
      [renamed('a/pin.yml', 'b/pin.yml')],
      { 'b/pin.yml': 'x 2' },
      { 'b/pin.yml': 'x 3' },
    );
    expect(found.changes).toEqual([
      {
        kind: 'bumped',
        path: 'b/pin.yml',
        baseline: pin('b/pin.yml', 'x', 2),
        candidate: pin('b/pin.yml', 'x', 3),
      },
    ]);
  });
});

describe('a broken pin', () => {
  it('hides no other, and keeps what could be read', async () => {
    const found = await find(
      [modified('a/pin.yml'), modified('b/pin.yml')],
      { 'a/pin.yml': 'x 2', 'b/pin.yml': 'y 1' },
      { 'a/pin.yml': '???', 'b/pin.yml': 'y 2' },
    );
    expect(found.changes.map(({ path, kind }) => `${path} ${kind}`)).toEqual(['b/pin.yml bumped']);
    expect(found.failures).toEqual([
      {
        path: 'a/pin.yml',
        baseline: pin('a/pin.yml', 'x', 2),
        candidate: undefined,
        problems: [{ file: 'a/pin.yml', line: 2, message: 'This is no pin.' }],
      },
    ]);
  });

  it('on the base says how to get out of it', async () => {
    const found = await find([modified('pin.yml')], { 'pin.yml': '???' }, { 'pin.yml': 'x 3' });
    expect(found.failures).toEqual([
      {
        path: 'pin.yml',
        baseline: undefined,
        candidate: pin('pin.yml', 'x', 3),
        problems: [
          {
            file: 'pin.yml',
            line: 2,
            message:
              'On the base branch `main`, which production reads: This is no pin. There is no baseline to compare with ' +
              'until that is mended. Mend it in a change that does nothing else, and let somebody who may bypass this ' +
              'check merge it.',
          },
        ],
      },
    ]);
  });

  it.each([
    ['removed', [removed('a/pin.yml')], {}, 'a/pin.yml'],
    ['renamed', [renamed('a/pin.yml', 'b/pin.yml')], { 'b/pin.yml': 'x 3' }, 'b/pin.yml'],
  ])('on the base is an error when it is %s, too', async (_, files, head, path) => {
    const found = await find(files, { 'a/pin.yml': '???' }, head);
    expect(found.changes).toEqual([]);
    expect(found.failures.map((failure) => failure.path)).toEqual([path]);
  });

  it('at the head after a rename keeps its baseline', async () => {
    const found = await find(
      [renamed('a/pin.yml', 'b/pin.yml')],
      { 'a/pin.yml': 'x 2' },
      { 'b/pin.yml': '???' },
    );
    expect(found).toMatchObject({
      changes: [],
      failures: [{ path: 'b/pin.yml', baseline: { version: 2 }, candidate: undefined }],
    });
  });

  it('on both sides reports both', async () => {
    const found = await find([modified('pin.yml')], { 'pin.yml': '???' }, { 'pin.yml': '!!!' });
    expect(found.failures[0]?.problems).toHaveLength(2);
  });
});

describe('a commit that cannot be read', () => {
  it('ends the search: no permission is not "no pin"', async () => {
    const repository = memoryRepository({ base: {}, head: {} });
    const denied = {
      ...repository,
      read: () => Promise.reject(new GateError('The token may not read contents.')),
    };
    await expect(
      findPinChanges(makeChange([modified('pin.yml')]), denied, isPinPath, readers),
    ).rejects.toThrow('The token may not read contents.');
  });

  it('lets a fault of our own through, rather than to take it for a broken pin', async () => {
    const repository = memoryRepository({ base: { 'pin.yml': 'x 1' }, head: {} });
    const broken = () => {
      throw new TypeError('a bug');
    };
    await expect(
      findPinChanges(makeChange([modified('pin.yml')]), repository, isPinPath, {
        base: broken,
        head: broken,
      }),
    ).rejects.toThrow(TypeError);
  });
});
