import { type Html, html } from './html.ts';
import { percentile } from '../facts/percentile.ts';

/** Bars of one histogram. */
const BINS = 40;
const WIDTH = 480;
const HEIGHT = 64;
const LABELS = 18;

export interface Distribution {
  readonly name: string;
  readonly side: 'baseline' | 'candidate';
  /** Ascending. */
  readonly values: readonly number[];
}

/**
 * Histograms one above the other on one scale, from 0 to a little beyond the largest 99th percentile; what lies
 * beyond stands in the last bar. A line marks each median. The numbers are in the table beside it.
 */
export function drawHistogram(
  title: string,
  distributions: readonly Distribution[],
  format: (value: number) => string,
): Html {
  const top = Math.max(...distributions.map(({ values }) => percentile(values, 0.99) ?? 0)) * 1.05 || 1;
  const rows = distributions.map(({ values }) => countBins(values, top));
  // Shares, so that versions with different numbers of trials compare.
  const tallest = Math.max(
    ...rows.flatMap((bins, index) => bins.map((bin) => share(bin, distributions[index]?.values))),
  );
  const height = distributions.length * (HEIGHT + LABELS) + LABELS;
  const described = distributions
    .map(({ name, values }) => `${name}: ${describeSpread(values, format)}`)
    .join('; ');
  return html`<svg class="histogram" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${title}. ${described}">
${distributions.map((distribution, index) =>
  drawRow(distribution, rows[index] ?? [], { y: index * (HEIGHT + LABELS), top, tallest }),
)}<text x="0" y="${height - 4}">0</text>
<text x="${WIDTH}" y="${height - 4}" text-anchor="end">${format(top)} and more</text>
</svg>
`;
}

function drawRow(
  { name, side, values }: Distribution,
  bins: readonly number[],
  { y, top, tallest }: { readonly y: number; readonly top: number; readonly tallest: number },
): Html {
  const floor = y + LABELS + HEIGHT;
  const step = WIDTH / BINS;
  const median = percentile(values, 0.5);
  const bars = bins.map((count, index) => {
    if (count === 0) return html``;
    const size = Math.max(1, (share(count, values) / tallest) * (HEIGHT - 4));
    return html`<rect x="${round(index * step + 0.5)}" y="${round(floor - size)}" width="${round(step - 1)}" height="${round(size)}" class="${side}"/>`;
  });
  const x = Math.min(WIDTH - 1, ((median ?? 0) / top) * WIDTH);
  const mark =
    median === undefined
      ? html``
      : html`<line x1="${round(x)}" x2="${round(x)}" y1="${y + LABELS}" y2="${floor}" class="median"/>`;
  return html`<text x="0" y="${y + LABELS - 5}">${name}</text>${bars}${mark}<line x1="0" x2="${WIDTH}" y1="${floor}" y2="${floor}" class="axis"/>
`;
}

function countBins(values: readonly number[], top: number): readonly number[] {
  const bins = Array.from({ length: BINS }, () => 0);
  for (const value of values) {
    const index = Math.min(BINS - 1, Math.floor((value / top) * BINS));
    bins[index] = (bins[index] ?? 0) + 1;
  }
  return bins;
}

function share(count: number, values: readonly number[] | undefined): number {
  return count / Math.max(1, values?.length ?? 0);
}

function describeSpread(values: readonly number[], format: (value: number) => string): string {
  const [median, most] = [percentile(values, 0.5), percentile(values, 0.95)];
  return median === undefined || most === undefined
    ? 'nothing measured'
    : `median ${format(median)}, 95% within ${format(most)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
