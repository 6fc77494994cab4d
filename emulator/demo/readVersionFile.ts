import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FOLDER } from './places.ts';
import type { Stage } from './stage.ts';

/** The agent file of one of the example's versions, for a model that thinks less: it costs less. */
export async function readVersionFile({ root }: Stage, name: string): Promise<string> {
  const text = await readFile(join(root, FOLDER, 'versions', `${name}.agent.yaml`), 'utf8');
  return text.replace(/^model: (.+)$/m, 'model: {id: $1, effort: low}');
}
