import { createContext, Script } from 'node:vm';

/**
 * How long one pattern may work on one reply, in milliseconds. An honest match takes microseconds; the rest is
 * for a machine that is busy with other things.
 */
const TIMEOUT_MS = 500;

// A regular expression that backtracks without end cannot be stopped from JavaScript, but V8 looks for
// interrupts while it backtracks, and a script's timeout is such an interrupt. The context has no globals but
// the two texts; nothing of them is ever run as code.
const context = createContext();
const script = new Script("new RegExp(pattern, 'u').test(text)");

/**
 * Whether `pattern` (a valid one, Unicode mode, not anchored) matches somewhere in `text`; `timed-out` when it
 * would take longer than any honest match, as `^(a+)+$` does on a hostile reply.
 */
export function testPattern(pattern: string, text: string, timeoutMs = TIMEOUT_MS): boolean | 'timed-out' {
  Object.assign(context, { pattern, text });
  try {
    return script.runInContext(context, { timeout: timeoutMs }) === true;
  } catch (error) {
    // The error belongs to the other context, so `instanceof Error` would say no.
    if (Object(error).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'timed-out';
    throw error;
  }
}
