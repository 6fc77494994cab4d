import { describe, expect, it } from '@jest/globals';
import { findUnpinnedDraft } from '../../src/config/findUnpinnedDraft.ts';
import { ServiceError } from '../../src/domain/serviceError.ts';
import { makeChange } from '../helpers/factories/makeChange.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';

const paths = { gate: 'p/gate.yml', pin: 'p/pinned-version.yml' };
const files = {
  'p/gate.yml': 'fixtures: t.jsonl\nagent-file: a.agent.yaml\n',
  'p/pinned-version.yml': 'agent: agent_x\nversion: 3\n',
  'p/a.agent.yaml': 'name: triage\nmodel: claude-haiku-4-5\nsystem-file: system.md\n',
  'p/system.md': 'One.',
};
const change = makeChange({ base: 'base', head: 'head' });

function find(head: Readonly<Record<string, string>>, base: Readonly<Record<string, string>> = {}) {
  const commits = { base: { ...files, ...base }, head: { ...files, ...head } };
  return findUnpinnedDraft(memoryRepository(commits), change, paths);
}

describe('findUnpinnedDraft', () => {
  it.each([
    { 'p/system.md': 'Two.' },
    { 'p/a.agent.yaml': 'name: triage\nmodel: claude-opus-5\nsystem-file: system.md\n' },
  ])('says that an edit of the agent alone changes nothing: %j', async (head) => {
    expect(await find(head)).toBe(
      'This change edits the agent that `p/a.agent.yaml` describes, but not `p/pinned-version.yml`: production goes on with version 3, ' +
        'and nothing was evaluated for the edit. To have it tried here, and made a version if it is good, write `version: next` into `p/pinned-version.yml`.',
    );
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['nothing changed', {}],
    [
      'only the writing changed',
      { 'p/a.agent.yaml': '# A comment.\nmodel: {id: claude-haiku-4-5}\nname: triage\nsystem: One.\n' },
    ],
    [
      'the pin changed as well',
      { 'p/system.md': 'Two.', 'p/pinned-version.yml': 'agent: agent_x\nversion: 4\n' },
    ],
    [
      'the pin asks for it',
      { 'p/system.md': 'Two.', 'p/pinned-version.yml': 'agent: agent_x\nversion: next\n' },
    ],
    [
      'another agent is pinned',
      { 'p/system.md': 'Two.', 'p/pinned-version.yml': 'agent: agent_y\nversion: 3\n' },
    ],
    ['the agent file is broken', { 'p/a.agent.yaml': 'name: [\n' }],
    ['the gate is broken', { 'p/system.md': 'Two.', 'p/gate.yml': 'fixtures: 3\n' }],
    ['the pin is broken', { 'p/system.md': 'Two.', 'p/pinned-version.yml': '[' }],
    ['the gate names no agent file any more', { 'p/system.md': 'Two.', 'p/gate.yml': 'fixtures: t.jsonl\n' }],
  ])('says nothing where %s', async (_, head) => {
    expect(await find(head)).toBeUndefined();
  });

  it('says nothing where the agent file is new', async () => {
    expect(await find({}, { 'p/gate.yml': 'fixtures: t.jsonl\n' })).toBeUndefined();
  });

  it('takes a repository that cannot be read for no answer', async () => {
    const down = new ServiceError('GitHub', 'unavailable', 'down');
    const repository = {
      ...memoryRepository({ base: files, head: files }),
      read: () => Promise.reject(down),
    };
    await expect(findUnpinnedDraft(repository, change, paths)).rejects.toBe(down);
  });
});
