import { z } from 'zod';

/** Ids that the emulated service has from the start. Version 1 and version 2 differ in their prompt only. */
export const agent = 'agent_bench';
export const environment = 'env_bench';

/** What the services of one benchmark are to be like. */
export const serviceSpecSchema = z.strictObject({
  /** How long the model thinks, in milliseconds; picking up and settling come on top (see `overheads`). */
  modelMs: z.number(),
  /**
   * `realistic`: 5 to 15 ms until a turn begins, and 25 to 75 ms from its last event until its session may be
   * archived, the emulator's defaults. `none`: neither.
   */
  overheads: z.enum(['realistic', 'none']),
  /** Undefined for no limit. The service allows a whole minute's worth at once. */
  createsPerMinute: z.number().optional(),
  /** The files of the base branch, path to content. */
  files: z.record(z.string(), z.string()),
  /** What a pull request changes, path to content. */
  change: z.record(z.string(), z.string()),
});
export type ServiceSpec = z.infer<typeof serviceSpecSchema>;

export const addressesSchema = z.strictObject({
  agentsUrl: z.string(),
  github: z.strictObject({ apiUrl: z.string(), serverUrl: z.string() }),
  repository: z.string(),
  token: z.string(),
});
export type Addresses = z.infer<typeof addressesSchema>;

/** The payload of the pull request's event. */
export const pullRequestSchema = z.strictObject({ event: z.record(z.string(), z.unknown()) });

/** What the services were asked since the last pull request was opened. */
export const countsSchema = z.strictObject({
  /** By route, refused requests included. */
  agents: z.record(z.string(), z.number()),
  github: z.record(z.string(), z.number()),
  /** Refused requests by status, 400 and up. */
  refused: z.record(z.string(), z.number()),
  sessions: z.number(),
  /** Sessions that were left behind. */
  notArchived: z.number(),
});
export type Counts = z.infer<typeof countsSchema>;

export const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), spec: serviceSpecSchema }),
  z.strictObject({ do: z.literal('open-pull-request') }),
  z.strictObject({ do: z.literal('count') }),
  z.strictObject({ do: z.literal('stop') }),
]);
export type ServiceRequest = z.infer<typeof requestSchema>;

export const answerSchema = z.union([
  z.strictObject({ ok: z.unknown() }),
  z.strictObject({ failed: z.string() }),
]);
