import type { RunAttempt } from '../../domain/attempt.ts';
import { digest } from '../../domain/digest.ts';

/** What a comment says about one pin that a run evaluated and found good, in Markdown as it stood there. */
export interface KeptEvaluation {
  readonly run: RunAttempt;
  /** See `nameKept`. */
  readonly pin: string;
  readonly text: string;
}

/** The end of what is kept; no untrusted text can produce it, as none can begin a comment of HTML. */
export const KEPT_END = '<!-- /pin-gate-evaluation -->';

/** The start of what is kept: hidden, with the run and the pin that it is about, as one comment can hold several. */
export function writeKeptStart({ run, pin }: Pick<KeptEvaluation, 'run' | 'pin'>): string {
  return `<!-- pin-gate-evaluation: ${run.id}/${run.attempt} ${pin} -->`;
}

/** A pin in a mark, where its path could not stand: paths are text of any origin. */
export function nameKept(path: string): string {
  return digest(path, 8);
}
