import type { ConfirmationResult, PinConfirmation, Promotion } from '../../../src/domain/confirmation.ts';
import { makeAgentVersion } from '../../helpers/makeAgentVersion.ts';
import { HOSTILE } from '../hostileCorpus.ts';

const after = 'a'.repeat(40);
const before = 'b'.repeat(40);
const pathOf = (name: string) => `prompts/${name}/pinned-version.yml`;

export function makePin(
  name: string,
  version: number,
  parts: Partial<PinConfirmation> = {},
): PinConfirmation {
  const path = pathOf(name);
  return {
    path,
    state: 'confirmed',
    pin: { path, agent: `agent_${name}`, version, versionLine: 2 },
    config: makeAgentVersion({
      ...{ agent: `agent_${name}`, name: `The ${name} agent`, version },
      updatedAt: `2026-07-0${version}T09:30:00Z`,
    }),
    promotion: undefined,
    problems: [],
    drift: [],
    ...parts,
  };
}

export function makePromotion(kind: Promotion['kind'], version: number, name = 'triage'): Promotion {
  const from = { path: pathOf(name), agent: `agent_${name}`, version, versionLine: 2 };
  return { kind, previousPath: undefined, from, between: [] };
}

/** Of a push to main that was compared. */
export function makeResult(
  pins: readonly PinConfirmation[],
  parts: Partial<ConfirmationResult> = {},
): ConfirmationResult {
  return {
    commit: after,
    push: { branch: 'main', before },
    isCompared: true,
    pins,
    removed: [],
    problems: [],
    warnings: [],
    startedAt: Date.UTC(2026, 7, 1),
    durationMs: 840,
    ...parts,
  };
}

export function promoted(): ConfirmationResult {
  const between = [4, 5].map((version) => ({ version, madeAt: `2026-07-0${version}T09:30:00Z` }));
  return makeResult([
    makePin('billing', 1),
    makePin('triage', 6, { promotion: { ...makePromotion('bumped', 3), between } }),
  ]);
}

export function unchanged(): ConfirmationResult {
  return makeResult(['a', 'b', 'c', 'd'].map((name) => makePin(name, 2)));
}

export function scheduled(): ConfirmationResult {
  return makeResult([makePin('triage', 3)], { push: undefined, isCompared: false });
}

/** One of everything that a push can do. */
export function several(): ConfirmationResult {
  const moved = { ...makePromotion('moved-agent', 7, 'old'), previousPath: pathOf('old') };
  const between = [2, 3, 4, 5, 6, 7, 8].map((version) => ({
    version,
    madeAt: `2026-07-0${version}T09:30:00Z`,
  }));
  return makeResult(
    [
      makePin('added', 1, { promotion: { ...makePromotion('added', 1), from: undefined } }),
      makePin('back', 1, { promotion: { ...makePromotion('rolled-back', 9, 'back'), between } }),
      makePin('mended', 2, { promotion: { ...makePromotion('mended', 1), from: undefined } }),
      makePin('moved', 1, { promotion: moved }),
      makePin('renamed', 4, {
        promotion: { ...makePromotion('renamed', 4, 'renamed'), previousPath: pathOf('was') },
      }),
      makePin('same', 4),
      makePin('up', 5, { promotion: { ...makePromotion('bumped', 2, 'up'), between: undefined } }),
    ],
    {
      removed: [
        {
          path: pathOf('gone'),
          pin: { path: pathOf('gone'), agent: 'agent_gone', version: 2, versionLine: 2 },
        },
      ],
      warnings: ['The versions between 2 and 5 are not listed (no verdict depends on them): it is busy.'],
    },
  );
}

const problemOf = (name: string, message: string) => [{ file: pathOf(name), line: 2, message }];

/** Two that cannot be run, one that could not be asked for, drift, and a promotion among them. */
export function broken(): ConfirmationResult {
  const nothing = { config: undefined } as const;
  return makeResult([
    makePin('archived', 2, {
      ...nothing,
      state: 'broken',
      problems: problemOf(
        'archived',
        'The pin\'s agent "agent_archived" was archived at 2026-08-01T00:00:00Z.',
      ),
    }),
    makePin('draft', 2, {
      ...{ ...nothing, pin: undefined, state: 'broken' },
      promotion: makePromotion('spoilt', 2, 'draft'),
      problems: problemOf('draft', '`version: next` stands here, which production cannot read.'),
    }),
    makePin('triage', 3, {
      promotion: makePromotion('bumped', 2),
      drift: [
        {
          file: 'prompts/triage/triage.agent.yaml',
          message: '`prompts/triage/triage.agent.yaml` does not describe version 3.',
        },
      ],
    }),
    makePin('unsure', 3, {
      ...{ ...nothing, state: 'unconfirmed' },
      problems: problemOf(
        'unsure',
        'Could not confirm version 3 of agent "agent_unsure" (Managed Agents answered 529).',
      ),
    }),
  ]);
}

export function failed(): ConfirmationResult {
  return makeResult([makePin('triage', 3, { state: 'unconfirmed', config: undefined })], {
    ...{ push: undefined, isCompared: false },
    problems: [{ message: 'The input `anthropic-api-key` is empty, so nothing can be evaluated.' }],
  });
}

/** Every hostile text as path, agent, branch, name, problem, warning and drift. */
export function hostile(): ConfirmationResult {
  const pins = HOSTILE.map((text, index): PinConfirmation => {
    const path = `prompts/${index}-${text}/pinned-version.yml`;
    const pin = { path, agent: text, version: 3, versionLine: 2 };
    const isBroken = index % 3 === 0;
    return {
      ...{ path, pin, state: isBroken ? 'broken' : 'confirmed' },
      config: isBroken
        ? undefined
        : makeAgentVersion({ agent: text, name: text, version: 3, updatedAt: text }),
      promotion: {
        kind: (['bumped', 'moved-agent', 'renamed', 'spoilt'] as const)[index % 4] ?? 'bumped',
        previousPath: text,
        from: { ...pin, version: 2 },
        between: [{ version: 2, madeAt: text }],
      },
      problems: isBroken ? [{ file: path, line: 2, message: text }] : [],
      drift: [{ file: text, message: text }],
    };
  });
  return makeResult(pins, {
    push: { branch: HOSTILE.join(' '), before },
    removed: HOSTILE.map((text) => ({
      path: text,
      pin: { path: text, agent: text, version: 1, versionLine: 2 },
    })),
    problems: HOSTILE.map((message) => ({ message })),
    warnings: HOSTILE,
  });
}
