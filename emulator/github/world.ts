import type { Clock, Limits, Settings } from './entities.ts';
import type { GitRepository } from './git/openRepository.ts';
import type { OneAtATime } from './oneAtATime.ts';
import type { Store } from './store.ts';

/** Where the emulator answers; every URL in an answer starts with one of them. */
export interface Addresses {
  /** The API's root, without a slash at the end. */
  readonly api: string;
  readonly graphql: string;
  /** Where a browser would go. */
  readonly server: string;
}

/** All that a handler or an action works on. */
export interface World {
  readonly store: Store;
  readonly git: GitRepository;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly settings: Settings;
  readonly addresses: Addresses;
  /** Every action that moves refs or opens pull requests runs in here. */
  readonly exclusively: OneAtATime;
}
