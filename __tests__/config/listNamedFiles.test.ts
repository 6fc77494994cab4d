import { describe, expect, it } from '@jest/globals';
import { listNamedFiles } from '../../src/config/listNamedFiles.ts';
import { GateError } from '../../src/domain/problem.ts';
import { bytesOf } from '../helpers/problemsOf.ts';

describe('listNamedFiles', () => {
  it.each<[string, readonly string[]]>([
    ['fixtures: t.jsonl\n', ['p/t.jsonl']],
    ['fixtures: [t.jsonl, ../shared/u.csv]\n', ['p/t.jsonl', 'shared/u.csv']],
    ['agent-file: ../a.yaml\nfixtures: t.jsonl\n', ['p/t.jsonl', 'a.yaml']],
  ])('%j names %j', async (text, paths) => {
    expect(await listNamedFiles('p/gate.yml', bytesOf(text))).toEqual(paths);
  });

  it('throws where it cannot know', async () => {
    await expect(listNamedFiles('p/gate.yml', bytesOf('fixtures: [\n'))).rejects.toThrow(GateError);
  });

  const gate = bytesOf('fixtures: t.jsonl\nagent-file: a.yaml\n');

  it.each<[string | undefined, readonly string[]]>([
    ['name: a\nmodel: m\nsystem-file: ../system.md\n', ['system.md']],
    ['name: a\nmodel: m\n', []],
    ['name: [\n', []],
    [undefined, []],
  ])('reads the agent file for what it names, if it is asked to: %j', async (text, more) => {
    const read: string[] = [];
    const readFile = async (path: string) => {
      read.push(path);
      return text === undefined ? undefined : bytesOf(text);
    };
    expect(await listNamedFiles('p/gate.yml', gate, readFile)).toEqual(['p/t.jsonl', 'p/a.yaml', ...more]);
    expect(read).toEqual(['p/a.yaml']);
  });
});
