import type { TeamOutcome } from '../domain/verdict.ts';

const OUTCOMES: Readonly<Record<TeamOutcome, string>> = {
  regressed: '❌ regressed',
  'below-floor': '❌ below its floor',
  inconclusive: '⚠️ inconclusive',
  'not-evaluated': '⚠️ not evaluated',
  unprotected: '⚠️ unprotected',
  improved: '✅ improved',
  held: '✅ held',
  new: '✅ new, no baseline',
};

/** A team's outcome in a word or two, with an icon beside the word. */
export function nameOutcome(outcome: TeamOutcome): string {
  return OUTCOMES[outcome];
}
