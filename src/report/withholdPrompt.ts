import type { PinResult } from '../domain/result.ts';
import type { ReportContext } from './reportContext.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;

/**
 * Whether reports may print the versions' system prompts and other settings. `auto` says no unless the repository is
 * known to be private: what is only on the server is not everybody's to read.
 */
export function mayShowPrompt(pin: Evaluated, context: ReportContext): boolean {
  const wish = pin.source.policy.show.prompt;
  return wish === 'auto' ? context.publicRepository === false : wish === 'yes';
}
