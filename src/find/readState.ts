import type { PinState } from '../domain/pinHistory.ts';
import { GateError } from '../domain/problem.ts';

/** What a state of a pin's file pins. */
export interface PinnedVersion {
  readonly agent: string;
  readonly version: number;
}

/** Reads the bytes of one state, or throws a `GateError`. */
export type ReadPinState = (bytes: Uint8Array) => {
  readonly agent: string;
  readonly version: number | 'next';
};

/** Undefined for what production could not read either: a broken file, a draft, no file at all. */
export function readState({ bytes }: PinState, readPin: ReadPinState): PinnedVersion | undefined {
  if (bytes === undefined) return undefined;
  try {
    const { agent, version } = readPin(bytes);
    return version === 'next' ? undefined : { agent, version };
  } catch (error) {
    if (error instanceof GateError) return undefined;
    throw error;
  }
}
