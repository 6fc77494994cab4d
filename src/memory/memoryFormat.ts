import { z } from 'zod';
import { TEAM_OUTCOMES } from '../domain/verdict.ts';

/** A hidden line of the comment: base64url of JSON, a full stop and the seal, in which no text can end the line. */
export const MEMORY_START = '<!-- pin-gate-evaluations: ';
export const MEMORY_END = ' -->';

/** The most characters that the line takes of the comment. */
export const MEMORY_LIMIT = 8_000;

/** The most teams that are kept of one evaluation; the others are counted. */
export const TEAM_LIMIT = 40;

const count = z.int().min(0).max(1_000_000);
/** Until the year 9999, in seconds. */
const seconds = z.int().min(0).max(253_402_300_799);
const version = z.int().min(1);
const score = z.tuple([z.number().min(0), z.int().min(0)]);

const team = z.tuple([z.string(), z.enum(TEAM_OUTCOMES), score.nullable(), score]);

const evaluation = z.tuple([
  z.string().regex(/^[0-9a-f]{32}$/),
  z.boolean(),
  /** Run and attempt. */
  z.tuple([z.int().min(1), z.int().min(1)]),
  seconds,
  z.tuple([z.string(), version]).nullable(),
  z.tuple([z.string(), version]),
  z.array(team).max(TEAM_LIMIT),
  count,
]);

/** As it is written: lists in place of maps, as room is scarce. */
export const memoryFormat = z.strictObject({ version: z.literal(1), evaluations: z.array(evaluation) });

export type WrittenEvaluation = z.infer<typeof evaluation>;
