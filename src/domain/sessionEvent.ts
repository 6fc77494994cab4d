/** What a stop reason says; a reason that is not known ends the turn all the same. */
export type StopReason =
  | 'end_turn'
  | 'requires_action'
  | 'retries_exhausted'
  | 'budget_reached'
  | 'refusal'
  | (string & {});

/** Tokens and time of one or more model requests. Times in seconds. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheCreationTokens: number;
  readonly activeSeconds: number;
}

interface Stamped {
  readonly id: string;
  /** Milliseconds since the epoch; undefined while the event is queued. */
  readonly processedAt: number | undefined;
}

/**
 * A session's event, reduced to what a trial depends on. `other` keeps the name of every event that has no
 * meaning here, unknown ones included: they are no error.
 */
export type SessionEvent = Stamped &
  (
    | { readonly kind: 'running' }
    | { readonly kind: 'model-request-start' }
    | { readonly kind: 'model-request-end'; readonly usage: Omit<Usage, 'activeSeconds'> }
    | { readonly kind: 'message'; readonly text: string }
    | { readonly kind: 'usage'; readonly activeSeconds: number | undefined }
    | {
        readonly kind: 'error';
        readonly errorType: string;
        readonly message: string;
        readonly retry: 'retrying' | 'exhausted' | 'terminal' | (string & {});
      }
    | { readonly kind: 'rescheduled' }
    | { readonly kind: 'idle'; readonly stopReason: StopReason; readonly detail?: string }
    | { readonly kind: 'terminated' }
    | { readonly kind: 'deleted' }
    | { readonly kind: 'other'; readonly type: string }
  );
