import { describe, expect, it } from '@jest/globals';
import { checkGate } from '../../src/config/checkGate.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import { ServiceError } from '../../src/domain/serviceError.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';

const gate = 'message: "{{text}}"\nfixtures: t.jsonl\nagent-file: a.yaml\n';
const good = {
  'p/gate.yml': gate,
  'p/t.jsonl': '{"id": "1", "text": "x", "team": "billing"}\n',
  'p/a.yaml': 'name: triage\nmodel: claude-haiku-4-5\n',
};

async function check(files: Record<string, string>) {
  const problems = await checkGate(memoryRepository({ c: files }), 'c', 'p/gate.yml');
  return problems.map(formatProblem);
}

describe('checkGate', () => {
  it('finds nothing wrong with a whole gate, or where there is none', async () => {
    expect(await check(good)).toEqual([]);
    expect(await check({})).toEqual([]);
  });

  it('stops at a policy that cannot be read, since it may name anything', async () => {
    expect(await check({ ...good, 'p/gate.yml': 'fixtures: 5\n', 'p/t.jsonl': 'no' })).toEqual([
      expect.stringMatching(/^p\/gate\.yml:1: `fixtures` should be /),
    ]);
  });

  it('finds what is wrong with fixtures and agent file together', async () => {
    const broken = { ...good, 'p/t.jsonl': '{"id": "1", "text": "x"}\n', 'p/a.yaml': 'model: [\n' };
    const [fixtures, agent, ...more] = await check(broken);
    expect(fixtures).toMatch(/^p\/(?:t\.jsonl:1|gate\.yml).*`team`/);
    expect(agent).toMatch(/^p\/a\.yaml:\d+: /);
    expect(more).toEqual([]);
  });

  it('finds files that are missing, at the lines that name them', async () => {
    expect(await check({ 'p/gate.yml': gate })).toEqual([
      'p/gate.yml:2: `fixtures` names `p/t.jsonl`, and commit c has no such file: restore the file, or name the one that holds the fixtures.',
      'p/gate.yml:3: `agent-file` names `p/a.yaml`, and commit c has no such file: restore the file, or name the one that holds the agent.',
    ]);
  });

  it('finds a system prompt that is missing or too long', async () => {
    const files = { ...good, 'p/a.yaml': `${good['p/a.yaml']}system-file: system.md\n` };
    expect(await check({ ...files, 'p/system.md': 'Hi.' })).toEqual([]);
    expect(await check(files)).toEqual([
      'p/a.yaml:3: `system-file` names `p/system.md`, and commit c has no such file: restore the file, or name the one that holds the system prompt.',
    ]);
    expect(await check({ ...files, 'p/system.md': 'x'.repeat(100_001) })).toEqual([
      expect.stringMatching(
        /^p\/system\.md: The system prompt should be a text of at most 100,000 characters/,
      ),
    ]);
  });

  it('takes a failure of GitHub for no problem of the files', async () => {
    const down = new ServiceError('GitHub', 'unavailable', 'down');
    const repository = { ...memoryRepository({ c: good }), read: () => Promise.reject(down) };
    await expect(checkGate(repository, 'c', 'p/gate.yml')).rejects.toBe(down);
  });
});
