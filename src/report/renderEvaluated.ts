import type { Policy } from '../domain/policy.ts';
import type { Evaluation, Report } from './buildReport.ts';
import { codeSpan } from './escape.ts';
import { renderFactsTable } from './facts/renderFacts.ts';
import { formatCount, formatDuration, formatMoney } from './formatEffort.ts';
import { commitLink, fileUrl, link } from './links.ts';
import { fold, list } from './markdown.ts';

/** What was evaluated: both versions, the fixtures and the policy with their commit, what it took. */
export function renderEvaluated(evaluation: Evaluation, { context }: Report): readonly string[] {
  const { pin, baseline, candidate, fixtureCount } = evaluation;
  const { effort, source } = pin;
  const sides = baseline === undefined ? [candidate] : [baseline, candidate];
  const files = pin.fixtureFiles.map((file) => link(codeSpan(file), fileUrl(context, source.commit, file)));
  const [shown, rest] = [files.slice(0, 5), files.length - 5];
  const again = sides.reduce((sum, { rerunSessions }) => sum + rerunSessions, 0);
  const sessions = formatCount(effort.sessions, 'session');
  const took = [
    again === 0 ? sessions : `${sessions} (${again.toLocaleString('en-US')} of them re-runs)`,
    formatMoney(effort.costUsd),
    formatDuration(effort.durationMs),
  ];
  const title = `What was evaluated: ${formatCount(fixtureCount, 'fixture')}, ${took.join(', ')}`;
  return fold(title.replace('$', '<span>$</span>'), [
    ...renderFactsTable(evaluation),
    ...list([
      `Fixtures: ${fixtureCount} from ${shown.join(', ')}${rest > 0 ? ` and ${rest} more files` : ''} at ${commitLink(context, source.commit)}${source.from === 'base' ? ' of the base branch' : ' of the change'}`,
      `Policy: ${link(codeSpan(source.path), fileUrl(context, source.commit, source.path))}: ${describePolicy(source.policy)}`,
    ]),
  ]);
}

function describePolicy({ policy }: Policy): string {
  const { rule, trials, rounds, alpha, coverage } = policy;
  return [
    `rule ${codeSpan(rule)}`,
    `${formatCount(trials, 'trial')} per fixture and version`,
    ...(rule === 'confirmed' ? [`up to ${rounds.at(-1)} more of what flipped`, `alpha ${alpha}`] : []),
    `${coverage * 100}% of a team must be scored`,
  ].join(', ');
}
