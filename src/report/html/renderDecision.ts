import type { TeamVerdict } from '../../domain/verdict.ts';
import type { Evaluation } from '../buildReport.ts';
import { formatCount } from '../formatEffort.ts';
import { formatCounts } from '../formatScore.ts';
import { formatProbability } from './formatProbability.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlList } from './htmlList.ts';
import { htmlTable } from './htmlTable.ts';
import { shortenVersion } from '../nameVersion.ts';

/** How the verdict was reached: the rule in words, the test over all fixtures, and each team that was tested. */
export function renderDecision(evaluation: Evaluation): Html {
  const { pin, teams, baseline, candidate } = evaluation;
  const { flaky } = pin.decision;
  const suspects = teams.filter(({ test }) => test !== undefined);
  return html`${htmlList([
    html`${describeRule(evaluation)}`,
    ...describeOverall(evaluation),
    ...(suspects.length === 0 && pin.decision.overall !== undefined
      ? [html`In no team a fixture broke, so nothing had to be run again.`]
      : []),
  ])}${suspects.length === 0 ? html`` : renderSuspects(suspects)}${
    flaky.length === 0
      ? html``
      : html`<details><summary>${formatCount(flaky.length, 'fixture looks flaky', 'fixtures look flaky')}: right in some trials and wrong in others on one version</summary>
${htmlTable(
  'Right answers of flaky fixtures over all their scored trials, the least steady first',
  [
    { name: 'Fixture' },
    { name: 'Team' },
    ...(baseline === undefined
      ? []
      : [{ name: `Baseline ${shortenVersion(baseline.version)}`, isNumber: true }]),
    { name: `Candidate ${shortenVersion(candidate.version)}`, isNumber: true },
  ],
  flaky
    .slice(0, FLAKY)
    .map((fixture) => [
      htmlCode(fixture.id),
      htmlCode(fixture.team, 60),
      ...(baseline === undefined ? [] : [html`${formatCounts(fixture.baseline)}`]),
      html`${formatCounts(fixture.candidate)}`,
    ]),
)}${flaky.length > FLAKY ? html`<p>… and ${formatCount(flaky.length - FLAKY, 'more fixture')}: see the list of fixtures.</p>` : html``}</details>
`
  }`;
}

/** Flaky fixtures that are listed here; the list of fixtures has all. */
const FLAKY = 200;

function describeRule({ pin, fixtureCount }: Evaluation): string {
  const { rule, trials, rounds, alpha } = pin.source.policy.policy;
  const first = `Each of ${formatCount(fixtureCount, 'fixture')} ran ${trials === 1 ? 'once' : `${trials} times`}`;
  if (pin.baseline === undefined) {
    return `${first} on the candidate. There is no baseline, so only the floors of min-score can block.`;
  }
  if (rule === 'any-drop') {
    return `${first} on both versions. The rule any-drop: a team is regressed when its score is lower than the baseline's, be it by luck.`;
  }
  return (
    `${first} on both versions. The rule confirmed: a team in which a fixture broke is only a suspect. What flipped there is run again on both ` +
    `versions, up to ${rounds.at(-1) ?? 0} times each, and only these fresh trials decide. The probability of calling anything in this run a loss ` +
    `that is none is at most ${alpha} (alpha).`
  );
}

function describeOverall({ pin: { decision } }: Evaluation): readonly Html[] {
  const { overall } = decision;
  if (overall === undefined) return [];
  const { broken, fixed, p, level, isWorse } = overall;
  return [
    html`Over all fixtures ${formatCount(broken, 'fixture')} broke and ${fixed} ${fixed === 1 ? 'was' : 'were'} fixed in the first trials. If both versions were equally good,
so clear a loss over the run would come up with probability <strong>p = ${formatProbability(p)}</strong>; at most ${formatProbability(level)} counts as worse overall.
${isWorse ? html`<strong>So the run is worse overall, which blocks by itself.</strong>` : 'So the run is not worse overall.'}`,
  ];
}

function renderSuspects(suspects: readonly TeamVerdict[]): Html {
  const columns = [
    { name: 'Team' },
    { name: 'Run again' },
    { name: 'Fresh trials', isNumber: true },
    { name: 'Right: baseline → candidate', isNumber: true },
    { name: 'p', isNumber: true },
    { name: 'Confirmed at', isNumber: true },
    { name: 'Loss', isNumber: true },
    { name: 'At most', isNumber: true },
    { name: 'Held below', isNumber: true },
    { name: 'Net breaks', isNumber: true },
    { name: 'So it is' },
  ];
  const rows = suspects.flatMap(({ team, test }) => {
    if (test === undefined) return [];
    const { look, broken, fixed, scope, state } = test;
    const what = `${scope === 'all' ? 'all fixtures' : 'what flipped'} (${broken} broke, ${fixed} fixed)`;
    const numbers =
      look === undefined
        ? Array.from({ length: 8 }, () => html`–`)
        : [
            html`${look.trials} each, round ${look.round}`,
            html`${look.right.baseline}/${look.right.of} → ${look.right.candidate}/${look.right.of}`,
            html`${formatProbability(look.p)}`,
            html`${formatProbability(look.level)}`,
            html`${formatLoss(look.loss)}`,
            html`${formatLoss(look.bound)}`,
            html`${formatLoss(look.margin)}`,
            html`${look.netBreaks}`,
          ];
    return [
      [
        htmlCode(team, 60),
        html`<span class="words">${what}</span>`,
        ...numbers,
        html`<span class="words">${STATES[state]}</span>`,
      ],
    ];
  });
  return html`${htmlTable('Teams in which a fixture broke, and what their fresh trials showed', columns, rows)}
<details><summary>What these numbers mean</summary>
<dl>
<dt>p</dt><dd>How probable a result at least so clear is if the candidate is right as often as the baseline on these fixtures. A team is <em>regressed</em> when p is at most the number under “Confirmed at”, which shrinks with the number of suspects (Holm) and is spread over the rounds.</dd>
<dt>Loss</dt><dd>In fixtures: right answers of the baseline less those of the candidate, per trial.</dd>
<dt>At most</dt><dd>A one-sided 95% bound of that loss, for this one look and for what was run again. A team is <em>held</em> when it is below the number under “Held below” and no plain break is left.</dd>
<dt>Net breaks</dt><dd>Fixtures that plainly broke in the fresh trials, less those that were plainly mended.</dd>
</dl></details>
`;
}

const STATES = { open: '⚠️ still open', regressed: '❌ regressed', held: '✅ held' } as const;

function formatLoss(loss: number): string {
  const rounded = Number(loss.toFixed(2));
  return rounded < 0 ? `−${-rounded}` : String(rounded === 0 ? 0 : rounded);
}
