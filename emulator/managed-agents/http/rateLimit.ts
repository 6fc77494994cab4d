import type { Clock } from '../clock.ts';
import { formatTime } from '../clock.ts';
import { ApiError } from './apiError.ts';

/** Which limit a request counts against. What send, update, archive and delete count against is not known. */
export type RateGroup = 'create' | 'read' | 'other';

/** A token bucket: `perMinute` tokens flow in evenly, `burst` (by default a whole minute's) fit in. */
export interface RateLimit {
  readonly perMinute: number;
  readonly burst?: number;
}

/** Groups that are not named have no limit. */
export type RateLimits = Partial<Readonly<Record<RateGroup, RateLimit>>>;

export interface Limiter {
  /** Takes one token and returns the headers that say what is left; throws a 429 when there is none. */
  take(group: RateGroup): Readonly<Record<string, string>>;
}

export function createLimiter(limits: RateLimits, clock: Clock): Limiter {
  const buckets = new Map<RateGroup, { tokens: number; at: number }>();
  return {
    take(group) {
      const limit = limits[group];
      if (limit === undefined) return {};
      const capacity = limit.burst ?? limit.perMinute;
      const perMs = limit.perMinute / 60_000;
      const now = clock.now();
      const bucket = buckets.get(group) ?? { tokens: capacity, at: now };
      const filled = Math.min(capacity, bucket.tokens + (now - bucket.at) * perMs);
      const tokens = filled >= 1 ? filled - 1 : filled;
      buckets.set(group, { tokens, at: now });
      const headers = {
        'anthropic-ratelimit-requests-limit': String(limit.perMinute),
        'anthropic-ratelimit-requests-remaining': String(Math.floor(tokens)),
        'anthropic-ratelimit-requests-reset': formatTime(Math.ceil(now + (capacity - tokens) / perMs)),
      };
      if (filled >= 1) return headers;
      throw new ApiError(
        429,
        `This request would exceed your organization's rate limit of ${limit.perMinute} requests per minute.`,
        // Whole seconds, rounded up: a client that waits so long meets a token.
        { headers: { ...headers, 'retry-after': String(Math.ceil((1 - filled) / perMs / 1000)) } },
      );
    },
  };
}
