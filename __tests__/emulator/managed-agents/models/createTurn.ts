import type { ModelTurn } from '../../../../emulator/managed-agents/model.ts';

/** A turn as the emulator would hand it to a model; name what matters. */
export function createTurn(turn: Partial<ModelTurn> = {}): ModelTurn {
  return {
    agent: 'agent_1',
    version: 1,
    system: '',
    model: 'claude-haiku-4-5',
    text: 'Hello',
    session: 'sesn_1',
    turn: 1,
    metadata: {},
    random: () => 0.5,
    ...turn,
  };
}
