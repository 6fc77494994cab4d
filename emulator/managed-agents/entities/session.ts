import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { formatTime } from '../clock.ts';
import type { Random } from '../random.ts';
import { type AgentConfig, overridesShape } from './agent.ts';
import { initialEventsSchema, type PastEvent, type QueuedEvent } from './event.ts';
import { type Metadata, metadataPatchSchema, metadataSchema } from './metadata.ts';
import type { RequestUsage, Usage } from './usage.ts';

const version = z.int().min(1).optional();
const agentSelectorSchema = z.union([
  z.string().min(1),
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('agent'), id: z.string().min(1), version }),
    z.strictObject({
      type: z.literal('agent_with_overrides'),
      id: z.string().min(1),
      version,
      ...overridesShape,
    }),
  ]),
]);

const budgetSchema = z.strictObject({
  type: z.literal('limit'),
  max_list_cost: z.strictObject({
    /** Whole cents. */
    amount: z
      .string()
      .regex(/^(0|[1-9]\d{0,14})$/, 'must be an integer number of cents without leading zeros'),
    currency: z.literal('USD'),
  }),
});
export type Budget = z.infer<typeof budgetSchema>;

export const sessionCreateSchema = z.strictObject({
  agent: agentSelectorSchema,
  environment_id: z.string().min(1),
  title: z.string().nullish(),
  metadata: metadataSchema.optional(),
  initial_events: initialEventsSchema.optional(),
  budget: budgetSchema.optional(),
  /** Files, repositories and memory stores are not emulated. */
  resources: z.array(z.unknown()).max(0, 'resources are not emulated').optional(),
  vault_ids: z.array(z.string()).optional(),
});

export const sessionUpdateSchema = z.strictObject({
  title: z.string().nullish(),
  metadata: metadataPatchSchema.nullish(),
  budget: budgetSchema.nullish(),
  agent: z.strictObject({ tools: overridesShape.tools, mcp_servers: overridesShape.mcp_servers }).optional(),
});

export const statusSchema = z.enum(['idle', 'running', 'rescheduling', 'terminated']);
export type SessionStatus = z.infer<typeof statusSchema>;

/** The agent as it was when the session was made. */
export type SessionAgent = Omit<AgentConfig, 'metadata'> & {
  readonly id: string;
  readonly type: 'agent';
  readonly version: number;
};

/**
 * Where a session is in its life, which is not what `status` says: a session that was just sent a message
 * still reads `idle`, and one whose idle event is out still reads `running`.
 *
 * - `resting`: nothing to do
 * - `waiting`: a turn is about to begin
 * - `working`: a turn is on
 * - `settling`: the turn is over and the status has not flipped yet
 * - `ended`: terminated
 */
export type Phase = 'resting' | 'waiting' | 'working' | 'settling' | 'ended';

export interface Session {
  readonly id: string;
  /** Its place in the order of creation, from 1. */
  readonly number: number;
  agent: SessionAgent;
  readonly environment: string;
  title: string | null;
  metadata: Metadata;
  budget: Budget | null;
  readonly vaults: readonly string[];
  readonly createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
  status: SessionStatus;
  phase: Phase;
  /** Totals up to the end of the last turn. */
  usage: Usage;
  /** Tokens of the turn that is on. */
  uncharged: RequestUsage;
  /** Milliseconds in `running`, and since when it runs now. */
  activeMs: number;
  runningSince: number | undefined;
  readonly thread: string;
  readonly past: PastEvent[];
  queue: QueuedEvent[];
  /** The event that the agent is waiting for an answer to, after `requires_action`. */
  blockedOn: string | undefined;
  /** The id of the model request that is open. */
  openRequest: string | undefined;
  turns: number;
  /** Text of the first turn; stream faults can name it. */
  firstText: string;
  /** For ids of events. */
  readonly ids: Random;
  /** For the model; made at the first turn, when the text is known. */
  modelRandom: Random | undefined;
  /** Streams that are open. */
  readonly listeners: Set<Listener>;
  /** Stops what is scheduled. */
  cancel: () => void;
}

export interface Listener {
  event(event: PastEvent): void;
  /** The session is gone: nothing more will come. */
  end(): void;
}

/** The session as the wire has it. */
export function renderSession(session: Session, clock: Clock) {
  const now = clock.now();
  return {
    id: session.id,
    type: 'session' as const,
    agent: session.agent,
    environment_id: session.environment,
    status: session.status,
    title: session.title,
    metadata: session.metadata,
    budget: session.budget,
    outcome_evaluations: [],
    resources: [],
    stats: {
      active_seconds: activeMs(session, now) / 1000,
      duration_seconds: ((session.phase === 'ended' ? session.updatedAt : now) - session.createdAt) / 1000,
    },
    usage: session.usage,
    vault_ids: session.vaults,
    deployment_id: null,
    created_at: formatTime(session.createdAt),
    updated_at: formatTime(session.updatedAt),
    archived_at: session.archivedAt === null ? null : formatTime(session.archivedAt),
  };
}

/** How long the session has been running so far, in milliseconds. */
export function activeMs(session: Session, now: number): number {
  return session.activeMs + (session.runningSince === undefined ? 0 : now - session.runningSince);
}
