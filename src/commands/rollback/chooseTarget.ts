import { readPin } from '../../config/readPin.ts';
import type { Pin } from '../../domain/pin.ts';
import type { PinState } from '../../domain/pinHistory.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { findLive, type LiveTime } from '../../find/findLive.ts';
import { isSamePin, liveStack } from '../../find/liveStack.ts';
import { readState } from '../../find/readState.ts';

const NAME_ONE = 'name the version to go to (`--to`, or the input `rollback-to`)';

/** The version that a rollback goes to. */
export interface Target {
  readonly to: number;
  readonly live: LiveTime | undefined;
  readonly warnings: readonly string[];
}

export interface TargetQuestion {
  readonly pin: Pin;
  /** The name of the branch that has the pin. */
  readonly base: string;
  /** Newest first. */
  readonly states: readonly PinState[];
  /** The version that is asked for; undefined: the one that was live before. */
  readonly to: number | undefined;
}

/** Chooses the version to go back to. Throws a `GateError` when there is none, or it is pinned already. */
export function chooseTarget(question: TargetQuestion): Target {
  const { pin, to } = question;
  if (to === pin.version)
    throw refuse(pin, `Version ${to} is pinned already, so there is nothing to roll back.`);
  return to === undefined ? findPrevious(question) : judgeVersion({ ...question, to });
}

function findPrevious({ pin, base, states }: TargetQuestion): Target {
  const read = (bytes: Uint8Array) => readPin(pin.path, bytes);
  const stack = liveStack(states, read);
  const top = stack.at(-1);
  if (top === undefined || !isSamePin(top, pin)) {
    throw refuse(
      pin,
      `The history of the file on ${quote(base)} does not lead to version ${pin.version}, which is pinned, so what was live ` +
        `before it is not known: ${NAME_ONE}.`,
    );
  }
  const previous = stack.at(-2);
  if (previous?.until === undefined) {
    throw refuse(
      pin,
      `Nothing was live on ${quote(base)} before version ${pin.version}, as far as the history of the file tells (a rename ` +
        `ends it): ${NAME_ONE}.`,
    );
  }
  if (previous.agent !== pin.agent) {
    throw refuse(
      pin,
      `Before version ${pin.version}, another agent was pinned (version ${previous.version} of ${quote(previous.agent)}), and a ` +
        `rollback changes nothing but the number: change both lines in a pull request, or ${NAME_ONE}.`,
    );
  }
  const { version, from, until } = previous;
  return { to: version, live: { from, until }, warnings: [] };
}

function judgeVersion({ pin, base, states, to }: TargetQuestion & { readonly to: number }): Target {
  const read = (bytes: Uint8Array) => readPin(pin.path, bytes);
  const candidate = { agent: pin.agent, version: to };
  const live = findLive(states, candidate, read);
  if (live !== undefined) return { to, live, warnings: [] };
  const wasPinned = states.some((state) => {
    const pinned = readState(state, read);
    return pinned !== undefined && isSamePin(pinned, candidate);
  });
  const why = wasPinned
    ? `was live on ${quote(base)} and was itself rolled back from`
    : `was never live on ${quote(base)}, as far as the history of the file tells`;
  return {
    to,
    live,
    warnings: [`Version ${to} ${why}: the check evaluates it like any other before this can merge.`],
  };
}

function refuse(pin: Pin, message: string): GateError {
  return new GateError({ file: pin.path, line: pin.versionLine, message });
}
