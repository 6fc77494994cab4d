import { parseArgs } from 'node:util';

export interface Options {
  /** Numbers of the benchmarks to run. */
  readonly only: readonly number[];
  /** How often each is run; undefined for what each has as its own. */
  readonly repeat: number | undefined;
  /** Where the results go; undefined for a new file in bench/results. */
  readonly json: string | undefined;
  /** Whether the table in docs/benchmarks.md is written anew. */
  readonly writeDocs: boolean;
}

export const usage = `npm run bench -- [options]

  --only N       run benchmark N (1 to 4); may be given more than once
  --repeat K     run each K times, the slow loop of benchmark 2 included
  --json FILE    write the results there and not into bench/results/
  --write-docs   write the table into docs/benchmarks.md; needs all four
`;

const all = [1, 2, 3, 4];

/** @throws Error in a sentence */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      repeat: { type: 'string' },
      json: { type: 'string' },
      'write-docs': { type: 'boolean', default: false },
    },
  });
  const only = values.only?.map(Number) ?? all;
  if (only.some((number) => !all.includes(number)))
    throw new Error(`--only takes a number from 1 to 4, and not ${values.only?.join(', ')}.`);
  const repeat = values.repeat === undefined ? undefined : Number(values.repeat);
  if (repeat !== undefined && !(Number.isSafeInteger(repeat) && repeat >= 1))
    throw new Error(`--repeat takes a whole number from 1, and not ${values.repeat}.`);
  const writeDocs = values['write-docs'];
  if (writeDocs && !all.every((number) => only.includes(number)))
    throw new Error('--write-docs needs all four benchmarks: leave --only out.');
  return { only, repeat, json: values.json, writeDocs };
}
