import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const actionSchema = z.object({
  inputs: z.record(
    z.string(),
    z.object({ default: z.union([z.string(), z.boolean(), z.number()]).optional() }),
  ),
  runs: z.object({ main: z.string() }),
});

/** What a runner needs from `action.yml`: the entry, and the defaults it fills in for inputs left out. */
export interface ActionDefaults {
  /** The path of the entry, relative to `action.yml`. */
  readonly main: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Reads `action.yml`, so that nothing that runs the Action here can drift from what GitHub would pass. */
export async function readActionDefaults(actionFile: string): Promise<ActionDefaults> {
  const action = actionSchema.parse(parse(await readFile(actionFile, 'utf8')));
  const inputs: Record<string, string> = {};
  for (const [name, input] of Object.entries(action.inputs)) {
    if (input.default !== undefined) inputs[name] = String(input.default);
  }
  return { main: action.runs.main, inputs };
}
