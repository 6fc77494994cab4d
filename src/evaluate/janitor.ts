import type { AgentService } from '../domain/agentService.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { type CallPorts, callService, GivenUp } from './callService.ts';

/**
 * The service may call a session running for a moment after the event that ended its turn, and then refuses
 * to archive it. Nobody waits for an archive, so the first try leaves it that moment.
 */
const SETTLE_MS = 100;
const STEP_MS = 200;
const PATIENCE_MS = 10_000;
/** As many ids as fit a warning that a person reads. */
const NAMED = 3;

/**
 * Leaves no session behind: archives in the background, so that a trial ends with its turn and not with its
 * paperwork. A failure here is a warning and never changes a verdict; the next run on the same pin finds what
 * is left (see sweepStrays).
 */
export class Janitor {
  readonly #service: AgentService;
  readonly #ports: CallPorts;
  /** What is under way, by session; each can be given up. */
  readonly #tasks = new Map<string, { readonly done: Promise<void>; readonly abort: AbortController }>();
  #givenUp = false;
  /** Sessions that could not be archived. */
  readonly #left: string[] = [];
  #lastError = '';
  /** How long to wait before the first try; longer once the service has shown that it settles late. */
  #settleMs = SETTLE_MS;

  constructor(service: AgentService, ports: CallPorts) {
    this.#service = service;
    this.#ports = ports;
  }

  /** Archives a session whose turn is over; `interrupt` first when it may still run or waits for somebody. */
  cleanUp(session: string, options: { interrupt: boolean }): void {
    const abort = new AbortController();
    if (this.#givenUp) abort.abort();
    const done = this.#cleanUp(session, options.interrupt, abort.signal).then((isClean) => {
      this.#tasks.delete(session);
      if (!isClean) this.#left.push(session);
    });
    this.#tasks.set(session, { done, abort });
  }

  /** Resolves when everything is done or given up; what is added meanwhile counts too. */
  async done(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all([...this.#tasks.values()].map((task) => task.done));
  }

  /** Gives up what is not done yet. */
  giveUp(): void {
    this.#givenUp = true;
    for (const task of this.#tasks.values()) task.abort.abort();
  }

  /** Says once, for the whole run, what was left behind. */
  report(): void {
    const left = [...this.#left, ...this.#tasks.keys()];
    const { length } = left;
    if (length === 0) return;
    const names = left.slice(0, NAMED).join(', ') + (length > NAMED ? ` and ${length - NAMED} more` : '');
    this.#ports.log.warning(
      `${length === 1 ? 'One session' : `${length} sessions`} could not be archived (${names}): ` +
        `${this.#lastError.replace(/\.$/, '') || 'there was no time left'}. The verdict does not depend on it; ` +
        'the next run on the same pin archives them.',
    );
  }

  /** Whether the session is out of the way. */
  async #cleanUp(session: string, interrupt: boolean, signal: AbortSignal): Promise<boolean> {
    try {
      if (interrupt) await this.#interrupt(session, signal);
      await this.#archive(session, signal);
      return true;
    } catch (error) {
      // Deleted is cleaner than archived.
      if (error instanceof ServiceError && error.kind === 'not-found') return true;
      if (!(error instanceof GivenUp))
        this.#lastError = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  /** A turn that has ended by itself cannot be interrupted, and need not be. */
  async #interrupt(session: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#call(() => this.#service.interrupt(session, signal), signal);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.kind !== 'invalid') throw error;
    }
  }

  async #archive(session: string, signal: AbortSignal): Promise<void> {
    const { clock } = this.#ports;
    await clock.sleep(this.#settleMs, signal);
    for (let waited = 0; ; waited += STEP_MS) {
      try {
        return await this.#call(() => this.#service.archive(session, signal), signal);
      } catch (error) {
        const running = error instanceof ServiceError && error.kind === 'invalid';
        if (!running || waited >= PATIENCE_MS) throw error;
      }
      this.#settleMs = SETTLE_MS + STEP_MS;
      await clock.sleep(STEP_MS, signal);
    }
  }

  #call(request: () => Promise<void>, signal: AbortSignal): Promise<void> {
    return callService('write', request, this.#ports, signal);
  }
}
