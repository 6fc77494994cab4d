import { describe, expect, it } from '@jest/globals';
import { loadFixtureChanges } from '../../src/config/loadFixtureChanges.ts';
import { loadFixtures } from '../../src/config/loadFixtures.ts';
import { readPolicy } from '../../src/config/readPolicy.ts';
import type { Change } from '../../src/domain/change.ts';
import { makeChange } from '../helpers/factories/makeChange.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';
import { bytesOf } from '../helpers/problemsOf.ts';

const change = makeChange({ base: 'base', head: 'head', baseName: 'main' });
const gate = 'message: "{{text}}"\nfixtures: t.jsonl\n';
const record = (id: string, more: object = {}) =>
  `${JSON.stringify({ id, text: 'x', team: 'billing', ...more })}\n`;
const base = record('1') + record('2') + record('3');

/** What a head with these files does to the base's three fixtures. */
async function load(
  head: Record<string, string>,
  {
    from = 'base',
    of = change,
    headPath = 'p/gate.yml',
  }: { from?: 'base' | 'head'; of?: Change; headPath?: string } = {},
) {
  const repository = memoryRepository({ base: { 'p/gate.yml': gate, 'p/t.jsonl': base }, head });
  const file = readPolicy('p/gate.yml', bytesOf(gate));
  const fixtures = await loadFixtures(repository, 'base', file);
  const source = { policy: file.policy, path: file.path, commit: from, from };
  const { changes, runnable, warnings } = await loadFixtureChanges(
    repository,
    of,
    { source, file, fixtures },
    headPath,
  );
  return {
    added: changes.added.map(({ id }) => id),
    removed: changes.removed.map(({ id }) => id),
    edited: changes.edited.map(({ head: { id } }) => id),
    runnable: runnable.map(({ id }) => id),
    warnings,
  };
}

const nothing = { added: [], removed: [], edited: [], runnable: [], warnings: [] };

describe('loadFixtureChanges', () => {
  it('says what is added, removed and edited, and runs what is added', async () => {
    const head = record('1') + record('2', { team: 'auth' }) + record('4');
    expect(await load({ 'p/gate.yml': gate, 'p/t.jsonl': head })).toEqual({
      ...nothing,
      added: ['4'],
      removed: ['3'],
      edited: ['2'],
      runnable: ['4'],
    });
  });

  it('looks where the head’s own policy has them, which may have moved', async () => {
    const head = { 'q/gate.yml': gate.replace('t.jsonl', 'u.jsonl'), 'q/u.jsonl': base + record('4') };
    expect(await load(head, { headPath: 'q/gate.yml' })).toEqual({
      ...nothing,
      added: ['4'],
      runnable: ['4'],
    });
  });

  it.each([
    ['the judging policy is the head’s own', { from: 'head' } as const],
    ['the head has no policy there', { headPath: 'gone/gate.yml' }],
  ])('has nothing to say when %s', async (_, options) => {
    expect(await load({ 'p/gate.yml': gate, 'p/t.jsonl': base + record('4') }, options)).toEqual(nothing);
  });

  it('shows what a fork adds, and runs none of it', async () => {
    const head = { 'p/gate.yml': gate, 'p/t.jsonl': base + record('4') };
    expect(await load(head, { of: { ...change, fromFork: true } })).toEqual({ ...nothing, added: ['4'] });
  });

  it('does not run what the judging policy could not grade, and says so', async () => {
    const head = {
      'p/gate.yml': 'message: "{{words}}"\nfixtures: t.jsonl\nexpect: { squad: exact }\ngroup-by: squad\n',
      'p/t.jsonl': '{"id": "4", "words": "x", "squad": "billing"}\n',
    };
    expect(await load(head)).toEqual({
      ...nothing,
      added: ['4'],
      removed: ['1', '2', '3'],
      warnings: [
        'One added fixture was not run: at the head the fixtures do not fit the policy on `main`, which grades them.',
      ],
    });
  });

  it.each([
    ['policy', { 'p/gate.yml': 'fixtures: 5\n', 'p/t.jsonl': base }, 'p/gate.yml:1: '],
    ['fixtures', { 'p/gate.yml': gate, 'p/t.jsonl': base + record('1') }, 'p/t.jsonl:4: '],
  ])('throws when the head’s %s is broken', async (_, head, place) => {
    await expect(load(head)).rejects.toThrow(place);
  });
});
