/** What a fault does to a request instead of answering it. */
export type FaultAnswer =
  /** Any status, with GitHub's error body. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 403 with `x-ratelimit-remaining: 0`; the limit is lifted after so many seconds. */
  | { readonly kind: 'primary-rate-limit'; readonly resetSeconds: number }
  /** 403 (or 429) with GitHub's words, and `retry-after` when it is given. */
  | {
      readonly kind: 'secondary-rate-limit';
      readonly retryAfterSeconds?: number;
      readonly status?: 403 | 429;
    }
  /** The connection ends without an answer. */
  | { readonly kind: 'dropped' };

/** A fault as data, so that a file can hold it. */
export interface Fault {
  /** In capitals; over: any. */
  readonly method?: string;
  /** A regular expression for the path with its query, without the API's root. */
  readonly path: string;
  readonly answer: FaultAnswer;
  /** Requests to let through first; over: 0. */
  readonly after?: number;
  /** Requests to spoil; over: 1. */
  readonly times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that this request meets, if any; each request counts once for every fault that it matches. */
  next(method: string, path: string): FaultAnswer | undefined;
  reset(): void;
}

export function createFaults(): Faults {
  let armed: { readonly fault: Fault; readonly pattern: RegExp; seen: number }[] = [];
  return {
    add(fault) {
      armed.push({ fault, pattern: new RegExp(fault.path), seen: 0 });
    },
    next(method, path) {
      const matching = armed.filter(
        ({ fault, pattern }) => (fault.method ?? method) === method && pattern.test(path),
      );
      for (const one of matching) one.seen += 1;
      const due = matching.find(
        ({ fault: { after = 0, times = 1 }, seen }) => seen > after && seen <= after + times,
      );
      return due?.fault.answer;
    },
    reset() {
      armed = [];
    },
  };
}
