import { parseArgs } from 'node:util';
import { mixtures } from './mixtures.ts';
import { isApplicable, scenarios } from './scenarios.ts';
import type { Cell } from './simulateCell.ts';
import { sizes } from './sizes.ts';

/**
 * The benchmark's own seed. The rule was tuned and its alternatives were compared with other ones; whoever tunes it
 * again takes another one too, and this one only to report.
 */
export const SEED = 'verdict-benchmark-2026-11';

export interface VerdictOptions {
  /** What to simulate, in the order of the tables. */
  readonly cells: readonly Cell[];
  /** Runs of each; undefined for what each size has as its own. */
  readonly runs: number | undefined;
  readonly seed: string;
  /** Where the results go; undefined for a new file in bench/results. */
  readonly json: string | undefined;
  /** Whether the tables in docs/verdict.md and README.md are written anew. */
  readonly writeDocs: boolean;
}

const names = {
  mixture: mixtures.map(({ name }) => name as string),
  size: sizes.map(({ name }) => name),
  scenario: scenarios.map(({ name }) => name as string),
};

export const verdictUsage = `npm run bench:verdict -- [options]

  --only NAME    simulate only this mixture (${names.mixture.join(', ')}), this size
                 (${names.size.join(', ')}) or this scenario
                 (${names.scenario.join(', ')});
                 may be given more than once: names of one kind widen, another kind narrows
  --runs K       simulate each line K times
  --seed TEXT    draw other numbers than the benchmark's own
  --json FILE    write the results there and not into bench/results/
  --write-docs   write the tables into docs/verdict.md and README.md; needs everything as it is
`;

/** @throws Error in a sentence */
export function readVerdictOptions(args: readonly string[]): VerdictOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      runs: { type: 'string' },
      seed: { type: 'string', default: SEED },
      json: { type: 'string' },
      'write-docs': { type: 'boolean', default: false },
    },
  });
  const { only, seed, json, 'write-docs': writeDocs } = values;
  const known = Object.values(names).flat();
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`--only takes one of ${known.join(', ')}, and not ${unknown.join(', ')}.`);
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  if (runs !== undefined && !(Number.isSafeInteger(runs) && runs >= 1))
    throw new Error(`--runs takes a whole number from 1, and not ${values.runs}.`);
  if (writeDocs && (only.length > 0 || runs !== undefined || seed !== SEED))
    throw new Error('--write-docs needs the whole benchmark: leave --only, --runs and --seed out.');

  const isWanted = (kind: keyof typeof names, name: string) => {
    const asked = only.filter((one) => names[kind].includes(one));
    return asked.length === 0 || asked.includes(name);
  };
  const cells = mixtures
    .flatMap((mixture) =>
      scenarios.flatMap((scenario) => sizes.map((size): Cell => ({ mixture, size, scenario }))),
    )
    .filter(({ size, scenario }) => isApplicable(scenario, size))
    .filter(
      ({ mixture, size, scenario }) =>
        isWanted('mixture', mixture.name) &&
        isWanted('size', size.name) &&
        isWanted('scenario', scenario.name),
    );
  if (cells.length === 0) throw new Error(`Nothing is left of --only ${only.join(' --only ')}.`);
  return { cells, runs, seed, json, writeDocs };
}
