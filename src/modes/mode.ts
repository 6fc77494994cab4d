import type { Inputs } from '../domain/inputs.ts';
import type { Surroundings } from './surroundings.ts';

/** Does what the workflow asks for and reports it, a failure too; tells whether the check is green. */
export type Mode = (inputs: Inputs, surroundings: Surroundings) => Promise<boolean>;
