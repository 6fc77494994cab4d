import type { Evaluation } from '../buildReport.ts';
import { codeSpan, escapeSentence } from '../escape.ts';
import { formatDuration, formatMoney } from '../formatEffort.ts';
import { table } from '../markdown.ts';
import type { SideFacts } from './collectFacts.ts';
import { formatPercentChange } from './formatPercentChange.ts';
import { shortenVersion } from '../nameVersion.ts';

interface Measure {
  readonly name: string;
  readonly read: (side: SideFacts) => number | undefined;
  readonly write: (value: number) => string;
}

const COST: Measure = {
  name: 'Cost',
  read: ({ costUsd }) => costUsd,
  write: (usd) => escapeSentence(formatMoney(usd)),
};
const LATENCIES: readonly Measure[] = [
  { name: 'Median latency', read: ({ medianLatencyMs }) => medianLatencyMs, write: formatDuration },
  { name: 'p95 latency', read: ({ p95LatencyMs }) => p95LatencyMs, write: formatDuration },
];
const TOKENS: readonly Measure[] = [
  { name: 'Tokens in', read: ({ inputTokens }) => inputTokens, write: writeNumber },
  { name: 'Tokens out', read: ({ outputTokens }) => outputTokens, write: writeNumber },
];

/** Cost and latency in one line, for those who read no further; nothing without a baseline. */
export function renderFactsLine({ baseline, candidate }: Evaluation): readonly string[] {
  if (baseline === undefined) return [];
  const parts = [COST, ...LATENCIES].flatMap(({ name, read, write }) => {
    const [before, after] = [read(baseline), read(candidate)];
    if (before === undefined || after === undefined) return [];
    const change = formatPercentChange(before, after);
    const move = change === '0%' ? `${write(after)}, unchanged` : `${write(before)} → ${write(after)}`;
    return [`${lowerFirst(name)} ${move}${change === '' || change === '0%' ? '' : ` (${change})`}`];
  });
  return [
    `**Cost and speed**, ${shortenVersion(baseline.version)} → ${shortenVersion(candidate.version)}: ${parts.join(' · ')}`,
  ];
}

/** Both versions side by side, with the change in percent. */
export function renderFactsTable({ baseline, candidate }: Evaluation): readonly string[] {
  const sides = baseline === undefined ? [candidate] : [baseline, candidate];
  const toRow = ({ name, read, write }: Measure) => [
    name,
    ...sides.map((side) => {
      const value = read(side);
      return value === undefined ? '' : write(value);
    }),
    ...(baseline === undefined ? [] : [formatPercentChange(read(baseline), read(candidate))]),
  ];
  const ends = baseline === undefined ? [] : [''];
  return table(
    [
      ['', 'left'],
      ...sides.map(({ version }) => [version === 'draft' ? 'Draft' : `Version ${version}`, 'right'] as const),
      ...(baseline === undefined ? [] : [['Change', 'right'] as const]),
    ],
    [
      ['Agent', ...sides.map(({ agentName }) => codeSpan(agentName, 40)), ...ends],
      ['Model', ...sides.map(({ model }) => codeSpan(model, 40)), ...ends],
      ...[COST, ...LATENCIES, ...TOKENS].map(toRow),
    ],
  );
}

function writeNumber(value: number): string {
  return value.toLocaleString('en-US');
}

function lowerFirst(text: string): string {
  return /^[A-Z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
