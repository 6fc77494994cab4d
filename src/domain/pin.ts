import { z } from 'zod';

const agent = "an agent's id, without white space, such as agent_0123";
const version = 'a whole number from 1, such as 2, or the word `next`';

/**
 * `pinned-version.yml`. It belongs to the callers, so unknown keys are left alone (a loose object).
 * `canary` is recognised so that it gets an honest sentence rather than a type error.
 * Messages are the rest of the sentence "… should be" and descriptions are for editors, as in policy.ts.
 */
export const pinSchema = z.looseObject(
  {
    // Control and format characters count as white space: an id with a zero-width space looks like another one.
    agent: z
      .string(agent)
      .regex(/^[^\s\p{C}]+$/u, agent)
      .describe('The id of the agent that production runs.'),
    version: z
      .union([z.int(version).min(1, version), z.literal('next', version)], version)
      .describe(
        'The version that production runs: changing it is the release. In a change under review `next` asks for the version that the agent file describes.',
      ),
    canary: z.unknown().optional().describe('Not supported yet: a pin with this key is refused.'),
  },
  'a map with the keys `agent` and `version`',
);

/** A pin that can be evaluated: an exact version of one agent, and where the file says so. */
export interface Pin {
  readonly path: string;
  readonly agent: string;
  readonly version: number;
  /** The line (from 1) of the key `version`: annotations about the verdict stand on it. */
  readonly versionLine: number;
}

/**
 * A pin that asks for the version which the agent file beside it describes (`version: next`). Only a change under
 * review may have one: production cannot read it.
 */
export interface DraftPin extends Omit<Pin, 'version'> {
  readonly version: 'next';
}

export type CandidatePin = Pin | DraftPin;

/**
 * What a change does to one pin. `path` is where the pin is at the head (or was, when it is removed);
 * `previousPath` is set when it was renamed: a renamed pin keeps its baseline.
 */
export type PinChange =
  | {
      readonly kind: 'bumped' | 'rolled-back' | 'moved-agent';
      readonly path: string;
      readonly previousPath?: string;
      readonly baseline: Pin;
      readonly candidate: Pin;
    }
  | { readonly kind: 'added'; readonly path: string; readonly candidate: Pin }
  /** Asks for the next version; `baseline` is undefined for a new pin, and may be of another agent. */
  | {
      readonly kind: 'drafted';
      readonly path: string;
      readonly previousPath?: string;
      readonly baseline: Pin | undefined;
      readonly candidate: DraftPin;
    }
  | { readonly kind: 'removed'; readonly path: string; readonly baseline: Pin }
  | {
      readonly kind: 'unchanged';
      readonly path: string;
      readonly previousPath?: string;
      readonly baseline: Pin;
    };

/** The changes that need an evaluation. */
export type EvaluatedPinChange = Exclude<PinChange, { kind: 'removed' | 'unchanged' }>;

/** Those among them that name the candidate's version. */
export type NumberedPinChange = Exclude<EvaluatedPinChange, { kind: 'drafted' }>;

export type DraftedPinChange = Extract<PinChange, { kind: 'drafted' }>;

/** The pin at the base branch; undefined for a new one. */
export function baselineOf(change: EvaluatedPinChange): Pin | undefined {
  return change.kind === 'added' ? undefined : change.baseline;
}
