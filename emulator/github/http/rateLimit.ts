import type { Clock } from '../entities.ts';
import { Problem } from './problem.ts';

export interface RateWindow {
  readonly limit: number;
  readonly used: number;
  /** Seconds since the epoch, as GitHub's headers have it. */
  readonly reset: number;
}

export interface RateLimit {
  window(key: string): RateWindow;
  /** @throws Problem 403 once the hour's requests are used up. */
  require(key: string, who: string): void;
  spend(key: string): void;
  reset(): void;
}

const hour = 3600;

/** The primary rate limit: so many requests an hour for each token, counted from its first request. */
export function createRateLimit(clock: Clock, limit: number): RateLimit {
  const windows = new Map<string, RateWindow>();
  const seconds = () => Math.floor(clock.now() / 1000);

  function window(key: string): RateWindow {
    const known = windows.get(key);
    return known !== undefined && known.reset > seconds()
      ? known
      : { limit, used: 0, reset: seconds() + hour };
  }

  return {
    window,
    require(key, who) {
      const { used } = window(key);
      if (used >= limit) throw new Problem(403, primaryRateLimit(who));
    },
    spend(key) {
      const current = window(key);
      windows.set(key, { ...current, used: Math.min(current.used + 1, limit) });
    },
    reset: () => windows.clear(),
  };
}

export function primaryRateLimit(who: string): string {
  return `API rate limit exceeded for ${who}.`;
}

export const secondaryRateLimit =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

export function rateHeaders(window: RateWindow): Record<string, string> {
  return {
    'x-ratelimit-limit': String(window.limit),
    'x-ratelimit-remaining': String(window.limit - window.used),
    'x-ratelimit-reset': String(window.reset),
    'x-ratelimit-used': String(window.used),
    'x-ratelimit-resource': 'core',
  };
}
