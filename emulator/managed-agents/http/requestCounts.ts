/** How many requests came in; refused ones count too. */
export interface RequestCounts {
  readonly total: number;
  /** By route: `POST /v1/sessions`, `GET /v1/sessions/:id/events/stream`, … or `unknown`. */
  readonly byRoute: Readonly<Record<string, number>>;
  /** By the status of the answer; 0 where the connection was dropped instead. */
  readonly byStatus: Readonly<Record<number, number>>;
}

export interface RequestCounter {
  arrived(route: string): void;
  answered(status: number): void;
  read(): RequestCounts;
}

export function createRequestCounter(): RequestCounter {
  const byRoute = new Map<string, number>();
  const byStatus = new Map<number, number>();
  let total = 0;
  return {
    arrived(route) {
      total += 1;
      byRoute.set(route, (byRoute.get(route) ?? 0) + 1);
    },
    answered(status) {
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    },
    read: () => ({ total, byRoute: Object.fromEntries(byRoute), byStatus: Object.fromEntries(byStatus) }),
  };
}
