import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SealedEvaluation } from '../../src/domain/memory.ts';
import { createSeal } from '../../src/memory/createSeal.ts';
import { findRemembered, findScores } from '../../src/memory/findRemembered.ts';
import { MEMORY_LIMIT } from '../../src/memory/memoryFormat.ts';
import { readMemory } from '../../src/memory/readMemory.ts';
import { writeMemory } from '../../src/memory/writeMemory.ts';

const place = { repository: 'acme/support', pullRequest: 7 };
const seal = createSeal('sk-ant-secret');
const at = Date.UTC(2026, 7, 3);
const day = 24 * 60 * 60 * 1000;

function makeKept(parts: Partial<SealedEvaluation> = {}, version = 3): SealedEvaluation {
  return {
    subject: 'a'.repeat(32),
    isDraft: true,
    ...parts,
    evaluation: {
      run: { id: 12, attempt: 1 },
      at,
      baseline: { agent: 'agent_x', version: 2 },
      candidate: { agent: 'agent_x', version },
      teams: [
        { team: 'billing', outcome: 'held', baseline: { right: 4, of: 5 }, candidate: { right: 5, of: 5 } },
        { team: '--> é 🙂 <script>', outcome: 'new', baseline: undefined, candidate: { right: 0.5, of: 1 } },
      ],
      left: 0,
      ...parts.evaluation,
    },
  };
}

function written(kept: readonly SealedEvaluation[], by = seal, where = place): string {
  const line = writeMemory(kept, where, by);
  if (line === undefined) throw new Error('nothing was written');
  return `<!-- pin-gate -->\n<!-- pin-gate-attempts: eyJ9 -->\n${line}\n# Passed`;
}

describe('what a comment remembers', () => {
  it('comes back as it was written', () => {
    const kept = [makeKept(), makeKept({ subject: 'b'.repeat(32), isDraft: false }, 9)];
    expect(readMemory(written(kept), place, seal)).toEqual(kept);
    expect(readMemory(written(kept).replaceAll('\n', '\r\n'), place, seal)).toEqual(kept);
  });

  it('is one line that ends no comment, whatever a team is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (team) => {
        const [whole] = [makeKept()];
        const kept = [
          {
            ...whole,
            evaluation: {
              ...whole.evaluation,
              teams: [
                { team, outcome: 'held' as const, baseline: undefined, candidate: { right: 1, of: 1 } },
              ],
            },
          },
        ];
        const line = writeMemory(kept, place, seal) ?? '';
        expect(line).toMatch(/^<!-- pin-gate-evaluations: [\w-]+\.[\w-]+ -->$/);
      }),
    );
  });

  it('is nothing when there is nothing to remember', () => {
    expect(writeMemory([], place, seal)).toBeUndefined();
    expect(readMemory(undefined, place, seal)).toEqual([]);
    expect(readMemory('<!-- pin-gate -->\n# Passed', place, seal)).toEqual([]);
  });

  it.each([
    ['another key', createSeal('another key'), place],
    ['another pull request', seal, { ...place, pullRequest: 8 }],
    ['another repository', seal, { ...place, repository: 'acme/other' }],
  ])('is not believed with the seal of %s', (_, by, where) => {
    expect(readMemory(written([makeKept()], by, where), place, seal)).toEqual([]);
  });

  it('is not believed once a single character of it was changed', () => {
    const body = written([makeKept()]);
    const start = body.indexOf('evaluations: ') + 'evaluations: '.length;
    const end = body.indexOf(' -->', start);
    for (let index = start; index < end; index += 1) {
      const other = body[index] === 'A' ? 'B' : 'A';
      const changed = body.slice(0, index) + other + body.slice(index + 1);
      expect(readMemory(changed, place, seal)).toEqual([]);
    }
  });

  it('is read from the first lines only: what is quoted below is other people’s text', () => {
    const [marker = '', attempts = '', line = ''] = written([makeKept()]).split('\n');
    expect(readMemory([marker, attempts, '# Passed', 'text', line].join('\n'), place, seal)).toEqual([]);
  });

  it('stays short: the oldest go first', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      makeKept({ subject: String(index).padStart(32, '0') }),
    );
    const body = written(many);
    const kept = readMemory(body, place, seal);
    expect(body.split('\n')[2]?.length).toBeLessThanOrEqual(MEMORY_LIMIT);
    expect(kept.length).toBeGreaterThan(3);
    expect(kept).toEqual(many.slice(-kept.length));
  });
});

it('keeps a single evaluation whatever its teams are called, with as many of them as there is room for', () => {
  const { evaluation, ...rest } = makeKept();
  const teams = Array.from({ length: 40 }, (_, index) => ({
    team: `${index} ${'長'.repeat(120)}`,
    outcome: 'held' as const,
    baseline: { right: 4, of: 5 },
    candidate: { right: 5, of: 5 },
  }));
  const [kept] = readMemory(written([{ ...rest, evaluation: { ...evaluation, teams } }]), place, seal);
  expect(kept?.evaluation.teams.length).toBeGreaterThan(5);
  expect((kept?.evaluation.teams.length ?? 0) + (kept?.evaluation.left ?? 0)).toBe(40);
});

describe('findRemembered', () => {
  it('gives the newest draft of the subject that became this version', () => {
    const older = makeKept();
    const newer = makeKept({ evaluation: { ...older.evaluation, run: { id: 13, attempt: 1 } } });
    const kept = [older, newer, makeKept({}, 4), makeKept({ subject: 'b'.repeat(32) }, 3)];
    expect(findRemembered(kept, 'a'.repeat(32), 3, at)?.run.id).toBe(13);
  });

  it('gives nothing to another version, however equal: the gate may not know in what they differ', () => {
    expect(findRemembered([makeKept({}, 3)], 'a'.repeat(32), 4, at)).toBeUndefined();
  });

  it('gives nothing that was evaluated as a number, of another subject, or more than seven days ago', () => {
    expect(findRemembered([makeKept({ isDraft: false })], 'a'.repeat(32), 3, at)).toBeUndefined();
    expect(findRemembered([makeKept()], 'b'.repeat(32), 3, at)).toBeUndefined();
    expect(findRemembered([makeKept()], 'a'.repeat(32), 3, at + 7 * day)).toBeDefined();
    expect(findRemembered([makeKept()], 'a'.repeat(32), 3, at + 7 * day + 1)).toBeUndefined();
  });
});

describe('findScores', () => {
  it('gives the newest of the agent’s version, draft or not', () => {
    const kept = [makeKept({ isDraft: false }, 3), makeKept({}, 4)];
    expect(findScores(kept, 'agent_x', 3)?.candidate.version).toBe(3);
    expect(findScores(kept, 'agent_x', 2)).toBeUndefined();
    expect(findScores(kept, 'agent_y', 3)).toBeUndefined();
  });
});
