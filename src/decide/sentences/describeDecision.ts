import type { Policy } from '../../domain/policy.ts';
import { quote } from '../../domain/quote.ts';
import type { OverallTest, TeamOutcome, TeamVerdict } from '../../domain/verdict.ts';
import { formatChance, formatP } from './formatChance.ts';

/** What there is to say of the pin as a whole beside its teams, each a sentence. */
export function describeDecision(
  teams: readonly TeamVerdict[],
  overall: OverallTest | undefined,
  onInconclusive: Policy['policy']['on-inconclusive'],
): readonly string[] {
  const names = (outcome: TeamOutcome) =>
    teams.filter((team) => team.outcome === outcome).map(({ team }) => quote(team));
  const [inconclusive, unprotected] = [names('inconclusive'), names('unprotected')];
  return [
    ...(overall?.isWorse === true ? [describeWorse(overall)] : []),
    ...(inconclusive.length > 0 && onInconclusive === 'pass'
      ? [
          `Not settled: a loss in ${inconclusive.join(', ')} was neither confirmed nor ruled out; that passes, as \`on-inconclusive: pass\` says.`,
        ]
      : []),
    ...(unprotected.length > 0
      ? [
          `Not protected: the baseline gets nothing right in ${unprotected.join(', ')}, so nothing could regress there.`,
        ]
      : []),
  ];
}

function describeWorse({ broken, fixed, p, level }: OverallTest): string {
  return (
    `Worse overall: in the first trials ${broken} fixtures broke and ${fixed} ${fixed === 1 ? 'was' : 'were'} fixed, ` +
    'over all teams together. If both versions were equally good on every fixture, so clear a loss over the run would ' +
    `come up ${formatChance(p)} (p = ${formatP(p)}; up to ${formatP(level)} counts). That blocks by itself.`
  );
}
