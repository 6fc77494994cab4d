import { describe, expect, it } from '@jest/globals';

import type { ChangedFile } from '../../src/domain/change.ts';
import { GateError } from '../../src/domain/problem.ts';
import { findTouchedGates, type ListNamedFiles } from '../../src/find/findTouchedGates.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';

const isPinPath = (path: string) => path.endsWith('pin.yml');

/** A gate's text is the list of paths that it names, or `???`; an agent file's is the list of those that it names. */
const listNamedFiles: ListNamedFiles = async (path, bytes, readFile) => {
  const text = new TextDecoder().decode(bytes);
  if (text === '???') throw new GateError({ file: path, message: 'This is no gate.' });
  const named = text.split(' ');
  const agentFile = named.find((name) => name.endsWith('.agent.yaml'));
  const more = agentFile === undefined ? undefined : await readFile?.(agentFile);
  return more === undefined ? named : [...named, ...new TextDecoder().decode(more).split(' ')];
};

const HEAD = {
  'a/pin.yml': '',
  'a/gate.yml': 'a/tickets.jsonl a/x.agent.yaml shared/more.csv',
  'b/pin.yml': '',
  'b/gate.yml': 'b/tickets.json',
  'no-pin/gate.yml': 'a/tickets.jsonl',
};

async function find(files: readonly (ChangedFile | string)[], head: Readonly<Record<string, string>> = HEAD) {
  const repository = memoryRepository({ head });
  const change = {
    kind: 'pull-request',
    base: 'base',
    baseName: 'main',
    head: 'head',
    fromFork: false,
    files: files.map((file) =>
      typeof file === 'string' ? ({ path: file, status: 'modified' } as const) : file,
    ),
  } as const;
  const found = await findTouchedGates(change, repository, isPinPath, listNamedFiles);
  return { ...found, asked: repository.asked };
}

const touched = (gate: string) => ({ gate, pin: gate.replace('gate.yml', 'pin.yml') });

describe('findTouchedGates', () => {
  it.each([[[]], [['README.md', 'src/index.ts', 'yml', 'a/tickets.jsonl.md']], [['a/pin.yml']]])(
    'asks for nothing when no changed file could belong to a gate: %j',
    async (files) => {
      expect(await find(files)).toEqual({ gates: [], problems: [], asked: [] });
    },
  );

  it.each([
    ['no text that an agent could have', ['README.md', 'docs/guide.md', 'a/notes.txt'], []],
    ['a text elsewhere', ['docs/system.md'], ['list head', 'read head:b/gate.yml', 'read head:a/gate.yml']],
  ])('asks for agent files only when it has to: %s', async (_, files, asked) => {
    const found = await find(files);
    expect(found.gates).toEqual([]);
    expect(found.asked.filter((one) => !one.endsWith('agent.yaml')).toSorted()).toEqual(asked.toSorted());
  });

  it.each<ChangedFile>([
    { path: 'a/system.md', status: 'modified' },
    { path: 'a/system.md', status: 'removed' },
    { path: 'a/new.md', status: 'renamed', previousPath: 'a/system.md' },
  ])('finds the gate whose agent file names a text that is $status', async (file) => {
    const found = await find([file], { ...HEAD, 'a/x.agent.yaml': 'a/system.md' });
    expect(found.gates).toEqual([touched('a/gate.yml')]);
    expect(found.asked.toSorted()).toEqual(
      ['list head', 'read head:a/gate.yml', 'read head:a/x.agent.yaml', 'read head:b/gate.yml'].toSorted(),
    );
  });

  it('reads no agent file for a change of fixtures', async () => {
    const { asked } = await find(['a/tickets.jsonl'], { ...HEAD, 'a/x.agent.yaml': 'a/system.md' });
    expect(asked).not.toContain('read head:a/x.agent.yaml');
  });

  it('asks for one listing when only gates changed', async () => {
    expect(await find(['b/gate.yml', 'no-pin/gate.yml'])).toEqual({
      gates: [touched('b/gate.yml')],
      problems: [],
      asked: ['list head'],
    });
  });

  it.each(['a/tickets.jsonl', 'a/x.agent.yaml', 'shared/more.csv'])(
    'finds the gate that names %s',
    async (path) => {
      expect(await find([path])).toEqual({
        gates: [touched('a/gate.yml')],
        problems: [],
        asked: ['list head', 'read head:a/gate.yml', 'read head:b/gate.yml'],
      });
    },
  );

  it('does not read a gate that it knows to be touched', async () => {
    expect(await find(['a/gate.yml', 'b/tickets.json'])).toMatchObject({
      gates: [touched('a/gate.yml'), touched('b/gate.yml')],
      asked: ['list head', 'read head:b/gate.yml'],
    });
  });

  it('finds nothing when no gate names the file', async () => {
    expect(await find(['package.json'])).toMatchObject({ gates: [], problems: [] });
  });

  it.each<ChangedFile>([
    { path: 'a/tickets.jsonl', status: 'removed' },
    { path: 'a/cases.jsonl', status: 'renamed', previousPath: 'a/tickets.jsonl' },
    { path: 'a/tickets.txt', status: 'renamed', previousPath: 'a/tickets.jsonl' },
  ])('finds the gate that still names a file that is $status', async (file) => {
    expect((await find([file])).gates).toEqual([touched('a/gate.yml')]);
  });

  it('counts a gate that cannot be read as touched, since it may name any file', async () => {
    expect((await find(['package.json'], { ...HEAD, 'b/gate.yml': '???' })).gates).toEqual([
      touched('b/gate.yml'),
    ]);
  });

  it('objects when a gate is taken away from a pin that stays', async () => {
    const { 'a/gate.yml': _, ...head } = HEAD;
    expect(await find([{ path: 'a/gate.yml', status: 'removed' }], head)).toEqual({
      gates: [],
      problems: [
        {
          file: 'a/gate.yml',
          message:
            'This change removes the gate file of `a/pin.yml`, which stays: without it no later change of that pin ' +
            'can be evaluated. Keep the gate file, or remove the pin as well.',
        },
      ],
      asked: ['list head'],
    });
  });

  it('has nothing against removing both', async () => {
    const files: ChangedFile[] = [
      { path: 'a/gate.yml', status: 'removed' },
      { path: 'a/pin.yml', status: 'removed' },
    ];
    expect(await find(files, { 'b/pin.yml': '', 'b/gate.yml': 'b/tickets.json' })).toMatchObject({
      gates: [],
      problems: [],
    });
  });

  it('finds a gate at the root', async () => {
    expect((await find(['gate.yml'], { 'pin.yml': '', 'gate.yml': 'tickets.csv' })).gates).toEqual([
      touched('gate.yml'),
    ]);
  });

  it('passes on a listing that is not complete', async () => {
    const repository = {
      ...memoryRepository({ head: HEAD }),
      list: () => Promise.reject(new GateError('The tree is truncated.')),
    };
    const change = {
      kind: 'pull-request',
      base: 'base',
      baseName: 'main',
      head: 'head',
      fromFork: false,
      files: [{ path: 'a/gate.yml', status: 'modified' }],
    } as const;
    await expect(findTouchedGates(change, repository, isPinPath, listNamedFiles)).rejects.toThrow(
      'The tree is truncated.',
    );
  });
});
