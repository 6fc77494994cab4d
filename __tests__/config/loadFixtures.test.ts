import { describe, expect, it } from '@jest/globals';
import { loadFixtures } from '../../src/config/loadFixtures.ts';
import { readPolicy } from '../../src/config/readPolicy.ts';
import { GateError } from '../../src/domain/problem.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';
import { bytesOf } from '../helpers/problemsOf.ts';

const policy = readPolicy(
  'p/gate.yml',
  bytesOf('message: "{{text}}"\nfixtures: [a.jsonl, ../shared/b.csv]\n'),
);
const a = '{"id": "A-1", "text": "x", "team": "billing"}\n';
const b = 'id,text,team\nB-1,y,auth\n';

describe('loadFixtures', () => {
  it('gives those of all files, in the order of the policy, with their places', async () => {
    const repository = memoryRepository({ c: { 'p/a.jsonl': a, 'shared/b.csv': b } });
    const fixtures = await loadFixtures(repository, 'c', policy);
    expect(fixtures.map(({ id, team, file, line }) => [id, team, file, line])).toEqual([
      ['A-1', 'billing', 'p/a.jsonl', 1],
      ['B-1', 'auth', 'shared/b.csv', 2],
    ]);
  });

  it('names every file that is missing, at the key that names it', async () => {
    const error = await loadFixtures(memoryRepository({ c: {} }), 'c', policy).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(GateError);
    expect(error).toMatchObject({
      problems: ['p/a.jsonl', 'shared/b.csv'].map((path) => ({
        file: 'p/gate.yml',
        line: 2,
        message: `\`fixtures\` names \`${path}\`, and commit c has no such file: restore the file, or name the one that holds the fixtures.`,
      })),
    });
  });

  it('finds an id twice across files', async () => {
    const repository = memoryRepository({ c: { 'p/a.jsonl': a, 'shared/b.csv': b.replace('B-1', 'A-1') } });
    await expect(loadFixtures(repository, 'c', policy)).rejects.toThrow(
      /^shared\/b\.csv:2: .*"A-1".*p\/a\.jsonl/,
    );
  });
});
