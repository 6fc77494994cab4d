import type { ServiceError } from '../domain/serviceError.ts';
import { LONGEST_PAUSE_MS } from './callService.ts';

/**
 * Whether an error would meet every other trial of the pin too: a key that is refused, a spend limit that is
 * reached, a door that stays closed longer than a job should wait, or a create request that the service does
 * not take. Anything else is one trial's bad luck, and is tried again.
 */
export function isHopeless(error: ServiceError, creating: boolean): boolean {
  switch (error.kind) {
    case 'unauthorized':
    case 'forbidden':
    case 'spend-limit':
      return true;
    case 'not-found':
    case 'invalid':
    case 'conflict':
      return creating;
    case 'rate-limited':
      return (error.retryAfterMs ?? 0) > LONGEST_PAUSE_MS;
    case 'unavailable':
      return false;
  }
}
