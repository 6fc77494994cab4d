/**
 * What a model sees when a session's turn begins. Everything a stand-in model may decide by is here, so
 * that the same seed and the same traffic give the same replies.
 */
export interface ModelTurn {
  /** The agent's id, `agent_…`. */
  readonly agent: string;
  /** The agent's version the session was pinned to when it was created. */
  readonly version: number;
  /** The system prompt of that version; empty when it has none. */
  readonly system: string;
  /** The model's id, e.g. `claude-haiku-4-5`. */
  readonly model: string;
  /** The text of the user's message or messages which this turn answers, joined by line feeds. */
  readonly text: string;
  /** The session's id, `sesn_…`. */
  readonly session: string;
  /** Which turn of this session it is, from 1. */
  readonly turn: number;
  /** The session's metadata. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Numbers in [0, 1), seeded per session. */
  readonly random: () => number;
}

/** What a model answers to one turn. */
export interface ModelAnswer {
  /** The text of one `agent.message`, or of several in their order. */
  readonly reply: string | readonly string[];
  /** How long the turn takes, in milliseconds of the emulator's clock. */
  readonly latencyMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens?: number;
  readonly cacheCreationTokens?: number;
  /** The `stop_reason.type` of the idle event; `end_turn` when absent. */
  readonly stopReason?: string;
  /** The `explanation` in the idle event's `stop_details`. */
  readonly stopDetail?: string;
}

/** The port through which the emulator asks for replies. `answer` is called once a turn and must not block. */
export interface Model {
  answer(turn: ModelTurn): ModelAnswer;
}
