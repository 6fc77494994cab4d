import { AGENT_FILE, PIN } from '../places.ts';
import { readPin } from '../readPin.ts';
import { readVersionFile } from '../readVersionFile.ts';
import { runGate } from '../runGate.ts';
import { showChange } from '../showChange.ts';
import { showComment } from '../showComment.ts';
import type { Stage } from '../stage.ts';

/**
 * The second act: a rule that helps one team and hurts another one. Returns the number of the pull request.
 */
export async function tryOverBroad(stage: Stage): Promise<number> {
  const { github } = stage;
  stage.act('a pull request edits the agent file and asks for `version: next`, and one team loses by it');
  const before = await github.branchTip('main');
  const after = await github.commit({
    branch: 'api-usage',
    files: {
      [AGENT_FILE]: await readVersionFile(stage, 'v2-over-broad'),
      [PIN]: await readPin(stage, 'next'),
    },
    message: 'Send API usage to api-platform, and think less',
  });
  const { number } = await github.openPullRequest({ head: 'api-usage', title: 'A rule for API usage' });
  stage.say(
    'Tickets about API usage shall go to api-platform, and the model shall think less, which is cheaper:',
  );
  await showChange(stage, before, after);
  stage.say(
    'A session can be given another prompt than its version has, but not another effort: to be tried, version 2\n' +
      'has to be made. The check of the pull request:',
  );
  await runGate(stage, number, {
    ...{ exitCode: 1, verdict: 'blocked', regressedTeams: ['billing'] },
    version: 2,
  });
  showComment(stage, number, {
    keep: [/^### /, /exists all the same/, /^\| Team \| v1 \| v2 \|/],
    says: ['`billing` regressed: 4/5 → 2/5', 'it exists all the same'],
  });
  return number;
}
