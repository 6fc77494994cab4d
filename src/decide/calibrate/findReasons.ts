import type { BlockReasons } from '../../domain/calibration.ts';
import type { Decision, TeamOutcome } from '../../domain/verdict.ts';

/** Why a decision blocks, if it does. */
export function findReasons({ verdict, teams, overall }: Decision): BlockReasons {
  const hasOutcome = (wanted: TeamOutcome) => teams.some(({ outcome }) => outcome === wanted);
  return {
    blocked: verdict === 'blocked',
    regressed: hasOutcome('regressed'),
    belowFloor: hasOutcome('below-floor'),
    inconclusive: hasOutcome('inconclusive'),
    worseOverall: overall?.isWorse === true,
  };
}
