import { TEAM_OUTCOMES, type TeamVerdict } from '../domain/verdict.ts';

/**
 * Worst first: what blocks, what could not be judged, what is not protected, then what is fine. Within one
 * outcome the larger loss (as a share of the team's fixtures) first, then by name, so that the order depends on
 * nothing but the results.
 */
export function orderTeams(teams: readonly TeamVerdict[]): readonly TeamVerdict[] {
  return teams.toSorted(
    (a, b) =>
      TEAM_OUTCOMES.indexOf(a.outcome) - TEAM_OUTCOMES.indexOf(b.outcome) ||
      measureLoss(b) - measureLoss(a) ||
      // No two teams have the same name.
      (a.team < b.team ? -1 : 1),
  );
}

/** What fresh trials say is lost, or the drop from the baseline, or from the floor where that blocks; for sorting only. */
function measureLoss({ outcome, baseline, candidate, floor, test }: TeamVerdict): number {
  const share = candidate.right / candidate.of;
  if (outcome === 'below-floor') return (floor ?? 0) - share;
  if (test?.look !== undefined) return test.look.loss / candidate.of;
  return outcome === 'regressed' && baseline !== undefined ? baseline.right / baseline.of - share : 0;
}
