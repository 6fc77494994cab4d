import type { Score } from '../../domain/verdict.ts';
import type { Evaluation } from '../buildReport.ts';
import { fold } from '../markdown.ts';
import { nameForChart } from './nameForChart.ts';
import { shortenVersion } from '../nameVersion.ts';

/** One team needs no picture, and of more than these nobody sees anything. */
const FEWEST = 2;
const MOST = 12;

/** The theme's own bars are next to white in the light one. This blue stands out (3:1) from both backgrounds. */
const BLUE = '#4c7bd9';
/** Pixels. As wide as a phone: where there is less room than this, Mermaid cuts off the start of labels. */
const WIDTH = 400;
const BAR = 22;
const MARGIN = 80;

/**
 * The share of right answers per team on both versions, drawn by Mermaid, folded and the last of all: an e-mail shows
 * it as code, and it says nothing that the table of teams does not. Nothing when no team changed, or when a name
 * could be read as more than a name.
 *
 * A bar of its own for each version, with a label that says which: Mermaid draws several series of bars over each
 * other (mermaid-js/mermaid#7392), has no legend, and would leave it to the colour to tell them apart.
 */
export function renderChart({ teams, baseline, candidate }: Evaluation): readonly string[] {
  if (baseline === undefined || teams.length < FEWEST || teams.length > MOST) return [];
  const names = teams.map(({ team }) => nameForChart(team));
  const bars = teams.flatMap((team, index) => {
    const name = names[index];
    const before = team.baseline === undefined ? undefined : toPercent(team.baseline);
    const after = toPercent(team.candidate);
    return name === undefined || before === undefined || after === undefined ? [] : [{ name, before, after }];
  });
  // Equal labels would be drawn as one.
  const isWhole = bars.length === teams.length && new Set(names).size === teams.length;
  if (!isWhole || bars.every(({ before, after }) => before === after)) return [];
  const labels = bars.flatMap(({ name }) => [`"${name}, was"`, `"${name}, now"`]);
  const values = bars.flatMap(({ before, after }) => [before, after]);
  const look = {
    xyChart: { width: WIDTH, height: MARGIN + BAR * values.length, showDataLabel: true },
    themeVariables: { xyChart: { plotColorPalette: BLUE } },
  };
  const lines = [
    '```mermaid',
    `%%{init: ${JSON.stringify(look)}}%%`,
    'xychart-beta horizontal',
    `  title "Right answers in percent: was ${shortenVersion(baseline.version)}, now ${shortenVersion(candidate.version)}"`,
    `  x-axis [${labels.join(', ')}]`,
    '  y-axis 0 --> 100',
    `  bar [${values.join(', ')}]`,
    '```',
  ];
  return fold('Chart of the teams', [lines.join('\n')]);
}

function toPercent({ right, of }: Score): number | undefined {
  return of === 0 ? undefined : Number(((100 * right) / of).toFixed(1));
}
