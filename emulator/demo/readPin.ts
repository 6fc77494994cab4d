import { PIN } from './places.ts';
import { runGitIn } from './runGitIn.ts';
import type { Stage } from './stage.ts';

/** The pin at the tip of main: what production reads. With `version` as it would be with another one. */
export async function readPin({ github, env }: Stage, version?: number | 'next'): Promise<string> {
  const text = await runGitIn(github.gitDir, env, ['show', `main:${PIN}`]);
  return version === undefined ? text : text.replace(/^version: .*$/m, `version: ${version}`);
}
