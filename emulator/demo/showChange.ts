import { runGitIn } from './runGitIn.ts';
import type { Stage } from './stage.ts';

/** Shows the lines in which two commits differ, as git tells them. */
export async function showChange(
  { github, env, quote }: Stage,
  before: string,
  after: string,
): Promise<void> {
  const diff = await runGitIn(github.gitDir, env, ['diff', '--unified=0', before, after]);
  const lines = diff.split('\n').flatMap((line) => {
    if (line.startsWith('+++ b/')) return line.slice('+++ b/'.length);
    return /^[-+](?!--|\+\+)./.test(line) ? line : [];
  });
  quote(lines.join('\n'), '·');
}
