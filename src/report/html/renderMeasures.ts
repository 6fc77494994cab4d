import type { Side, Trial } from '../../domain/trial.ts';
import type { Evaluation } from '../buildReport.ts';
import { formatDuration, formatMoney } from '../formatEffort.ts';
import { type Distribution, drawHistogram } from './drawHistogram.ts';
import { type Html, html } from './html.ts';
import { htmlTable } from './htmlTable.ts';
import { percentile } from '../facts/percentile.ts';
import { shortenVersion } from '../nameVersion.ts';

interface Measure {
  readonly name: string;
  readonly read: (trial: Trial) => number;
  readonly format: (value: number) => string;
  /** Whether the sum over all trials says something. */
  readonly hasSum: boolean;
}

const formatTokens = (tokens: number) => Math.round(tokens).toLocaleString('en-US');

const MEASURES: readonly Measure[] = [
  { name: 'Latency', read: ({ latencyMs }) => latencyMs, format: formatDuration, hasSum: false },
  {
    name: 'Tokens in',
    read: ({ usage }) => usage.inputTokens + usage.cacheReadTokens + usage.cacheCreationTokens,
    format: formatTokens,
    hasSum: true,
  },
  { name: 'Tokens out', read: ({ usage }) => usage.outputTokens, format: formatTokens, hasSum: true },
  { name: 'Cost', read: ({ costUsd }) => costUsd, format: formatMoney, hasSum: true },
];

/** What a trial took on each version: median, 95th percentile, sum and distribution. */
export function renderMeasures(evaluation: Evaluation): Html {
  const sides = [
    ...(evaluation.baseline === undefined ? [] : [['baseline', evaluation.baseline.version] as const]),
    ['candidate', evaluation.candidate.version] as const,
  ];
  const trials = new Map(sides.map(([side]) => [side, listTrials(evaluation, side)]));
  const collect = (measure: Measure): readonly Distribution[] =>
    sides.map(([side, version]) => ({
      name: `${side === 'baseline' ? 'Baseline' : 'Candidate'} ${shortenVersion(version)}`,
      side,
      values: (trials.get(side) ?? []).map(measure.read).sort((a, b) => a - b),
    }));
  const all = MEASURES.map((measure) => ({ measure, distributions: collect(measure) }));
  if (all.every(({ distributions }) => distributions.every(({ values }) => values.length === 0)))
    return html`<p>No trial reached a session, so nothing was measured.</p>\n`;
  return html`${htmlTable(
    'Per trial, over all trials that reached a session',
    [
      { name: 'Measure' },
      { name: 'Version' },
      { name: 'Median', isNumber: true },
      { name: '95th percentile', isNumber: true },
      { name: 'In sum', isNumber: true },
      { name: 'Median, change', isNumber: true },
    ],
    all.flatMap(({ measure, distributions }) =>
      distributions.map((distribution) => renderRow(measure, distribution, distributions)),
    ),
  )}<details class="charts"><summary>Distributions</summary>
<p>How high a bar is says what share of the version's trials lies there; the dashed line is the median.</p>
<div class="figures">${all.map(
    ({ measure, distributions }) => html`<figure><figcaption>${measure.name} per trial</figcaption>
${drawHistogram(measure.name, distributions, measure.format)}</figure>
`,
  )}</div></details>
`;
}

function renderRow(
  { name, format, hasSum }: Measure,
  distribution: Distribution,
  all: readonly Distribution[],
): readonly Html[] {
  const { values } = distribution;
  const [median, most] = [percentile(values, 0.5), percentile(values, 0.95)];
  const before = distribution.side === 'candidate' ? percentile(all[0]?.values ?? [], 0.5) : undefined;
  return [
    html`${name}`,
    html`${distribution.name}`,
    html`${median === undefined ? '' : format(median)}`,
    html`${most === undefined ? '' : format(most)}`,
    html`${hasSum ? format(values.reduce((sum, value) => sum + value, 0)) : ''}`,
    html`${all.length < 2 || before === undefined || median === undefined ? '' : formatRatio(before, median)}`,
  ];
}

/** `+12%`, `−3%`, `0%`; nothing where there is nothing to compare with. */
function formatRatio(before: number, after: number): string {
  if (before === 0) return after === 0 ? '0%' : '';
  const percent = Math.round((after / before - 1) * 100);
  return percent < 0 ? `−${-percent}%` : percent > 0 ? `+${percent}%` : '0%';
}

function listTrials({ teams }: Evaluation, side: Side): readonly Trial[] {
  return teams
    .flatMap((team) => team.fixtures)
    .flatMap(({ result }) => [...result[side], ...result.fresh[side]])
    .filter(({ session }) => session !== undefined);
}
