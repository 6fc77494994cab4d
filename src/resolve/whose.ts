import type { Side } from '../domain/trial.ts';

/** Whose version a sentence is about. `pin`: the one that is pinned, where no change is judged. */
export type Whose = Side | 'pin';
