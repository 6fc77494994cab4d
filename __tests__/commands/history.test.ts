import { describe, expect, it } from '@jest/globals';
import { tellHistory } from '../../src/commands/history.ts';
import type { AgentService } from '../../src/domain/agentService.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import { ServiceError } from '../../src/domain/serviceError.ts';
import { renderHistoryJson } from '../../src/report/history/renderHistoryJson.ts';
import { renderHistoryTerminal } from '../../src/report/history/renderHistoryTerminal.ts';
import { expectGolden } from '../helpers/expectGolden.ts';
import { FakeClock } from '../helpers/fakeClock.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { makePinState } from '../helpers/makePinState.ts';
import { memoryRepository } from '../helpers/memoryRepository.ts';
import { stubService } from '../helpers/stubService.ts';

const path = 'prompts/triage/pinned-version.yml';
const tip = 'f'.repeat(40);

/** `2` is version 2 of agent_x, `y2` of agent_y, `-` no file, anything else the file's text. */
function textOf(word: string): string | undefined {
  const [, other, version] = /^(y)?(\d+)$/.exec(word) ?? [];
  if (version !== undefined) return `agent: agent_${other ?? 'x'}\nversion: ${version}\n`;
  return word === '-' ? undefined : word;
}

async function tell(past: string, service?: Partial<AgentService>, pin = path) {
  const words = past === '' ? [] : past.split(' ');
  const states = words
    .map((word, index) =>
      makePinState(index, textOf(word), index % 2 === 1 ? { pullRequest: undefined } : {}),
    )
    .reverse();
  const clock = new FakeClock();
  return clock.until(
    tellHistory(
      {
        resolveCommit: async () => tip,
        repository: memoryRepository({ [tip]: { [path]: '' } }),
        history: { states: async () => states },
        connect: service === undefined ? undefined : async () => stubService(service),
        clock,
      },
      { pin, branch: 'origin/main' },
      new AbortController().signal,
    ),
  );
}

const versions: AgentService['versions'] = async (agent, page) => {
  const all = page === undefined ? [5, 4] : [3, 2, 1];
  const list = all.map((version) =>
    makeAgentVersion({ agent, version, updatedAt: `2026-01-0${version}T00:00:00Z` }),
  );
  return { versions: list, next: page === undefined ? 'more' : undefined };
};

describe('tellHistory', () => {
  it.each([
    ['1', ['first 1']],
    ['1 2 3', ['first 1', 'promoted 2', 'promoted 3']],
    ['1 2 3 2', ['first 1', 'promoted 2', 'promoted 3', 'rolled-back 2']],
    ['1 2 3 2 3', ['first 1', 'promoted 2', 'promoted 3', 'rolled-back 2', 'promoted 3']],
    ['1 1 2 2', ['first 1', 'promoted 2']],
    ['1 y1 1', ['first 1', 'promoted 1', 'rolled-back 1']],
    ['1 { { 1 2', ['first 1', 'unreadable', 'rolled-back 1', 'promoted 2']],
    ['1 - 2', ['first 1', 'removed', 'promoted 2']],
    ['- 1', ['removed', 'first 1']],
  ])('tells of %s', async (past, expected) => {
    const { states } = await tell(past);
    const told = states.map(({ change, pinned }) => [change, pinned?.version].filter(Boolean).join(' '));
    expect(told.reverse()).toEqual(expected);
  });

  it('says which versions were pinned and which never, page by page', async () => {
    const past = await tell('1 2 4 2', { versions });
    expect(past.versions?.map(({ version, pinnedAt, isLive }) => [version, pinnedAt, isLive])).toEqual([
      [5, undefined, false],
      [4, Date.UTC(2026, 0, 3), false],
      [3, undefined, false],
      [2, Date.UTC(2026, 0, 2), true],
      [1, Date.UTC(2026, 0, 1), false],
    ]);
    expectGolden('history.txt', renderHistoryTerminal(past));
    expectGolden('history.json', renderHistoryJson(past));
  });

  it('does without the service, and says so', async () => {
    const without = await tell('1 y1');
    expect(without.versions).toBeUndefined();
    expectGolden('history-without-key.txt', renderHistoryTerminal(without));

    const failing = await tell('1', {
      versions: async () => {
        throw new ServiceError('Managed Agents', 'forbidden', 'no', { status: 403 });
      },
    });
    expect(failing.problems).toEqual([]);
    expect(failing.warnings[0]).toMatch(/^The versions that the service has could not be listed\. /);
    expect(renderHistoryTerminal(failing)).not.toContain('ANTHROPIC_API_KEY is not set');
  });

  it('says what there is where the pin is not', async () => {
    const { problems } = await tell('', undefined, 'nothing.yml');
    expect(problems.map(formatProblem)).toEqual([
      `Commit ffffffffff has no file "nothing.yml". Its pins are "${path}"; paths are those of the repository, from its root.`,
    ]);
    expect((await tell('')).problems[0]?.message).toContain('is this clone shallow?');
  });

  it('prints no control character of anybody', async () => {
    const past = await tell('1');
    const hostile = {
      ...past,
      branch: 'a\u001b[31m',
      states: past.states.map((one) => ({ ...one, author: '\u001b]0;x\u0007' })),
    };
    expect(renderHistoryTerminal(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});
