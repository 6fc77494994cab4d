import { commitSuggestion } from './acts/commitSuggestion.ts';
import { forgiveFlaky } from './acts/forgiveFlaky.ts';
import { narrowRule } from './acts/narrowRule.ts';
import { rollBack } from './acts/rollBack.ts';
import { setUp } from './acts/setUp.ts';
import { tryOverBroad } from './acts/tryOverBroad.ts';
import { openStage } from './openStage.ts';

/**
 * Plays the whole life of a version on this machine: both services as emulators, the Action and the command line as
 * processes of their own. The verdicts are theirs; the acts only say what they should be, and the last line whether
 * they were.
 *
 * @param root the folder with `action.yml`, `dist/` and `prompts/`
 * @param write where the story is told
 * @returns whether every act came out as told
 */
export async function runDemo(root: string, write: (text: string) => void): Promise<boolean> {
  const stage = await openStage(root, write);
  try {
    write(
      `Managed Agents is emulated at ${stage.agents.url} and GitHub at ${stage.github.url}.\n` +
        'The command line and the Action are the real ones. Marks: `│` a program, `┃` a comment, `·` a change.\n',
    );
    const agent = await setUp(stage);
    const number = await tryOverBroad(stage);
    const suggestion = await narrowRule(stage, number);
    await commitSuggestion(stage, number, suggestion);
    await forgiveFlaky(stage, agent);
    await rollBack(stage);
  } finally {
    await stage.close();
  }
  return stage.conclude();
}
