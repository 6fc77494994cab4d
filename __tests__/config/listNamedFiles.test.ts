import { describe, expect, it } from '@jest/globals';
import { listNamedFiles } from '../../src/config/listNamedFiles.ts';
import { GateError } from '../../src/domain/problem.ts';
import { bytesOf } from '../helpers/problemsOf.ts';

describe('listNamedFiles', () => {
  it.each<[string, readonly string[]]>([
    ['fixtures: t.jsonl\n', ['p/t.jsonl']],
    ['fixtures: [t.jsonl, ../shared/u.csv]\n', ['p/t.jsonl', 'shared/u.csv']],
    ['agent-file: ../a.yaml\nfixtures: t.jsonl\n', ['p/t.jsonl', 'a.yaml']],
  ])('%j names %j', (text, paths) => {
    expect(listNamedFiles('p/gate.yml', bytesOf(text))).toEqual(paths);
  });

  it('throws where it cannot know', () => {
    expect(() => listNamedFiles('p/gate.yml', bytesOf('fixtures: [\n'))).toThrow(GateError);
  });
});
