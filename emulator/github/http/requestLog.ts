/** A request that the emulator has got. */
export interface LoggedRequest {
  readonly method: string;
  /** With its query, without the API's root. */
  readonly path: string;
  /** `GET /repos/{owner}/{repo}/pulls/{pull_number}`, as GitHub's documentation writes it. */
  readonly route: string;
  /** 0 for a dropped connection; undefined while it is being answered. */
  status: number | undefined;
}

export interface RequestLog {
  start(request: Omit<LoggedRequest, 'status'>): { end(status: number): void };
  all(): readonly LoggedRequest[];
  /** How often each route was asked for, whatever the answer. */
  counts(): Record<string, number>;
  reset(): void;
}

export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    start(request) {
      const entry: LoggedRequest = { ...request, status: undefined };
      entries.push(entry);
      return {
        end(status) {
          entry.status = status;
        },
      };
    },
    all: () => entries.map((entry) => ({ ...entry })),
    counts() {
      const counts: Record<string, number> = {};
      for (const { route } of entries) counts[route] = (counts[route] ?? 0) + 1;
      return counts;
    },
    reset() {
      entries.length = 0;
    },
  };
}
