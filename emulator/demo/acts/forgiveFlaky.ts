import { merge } from '../merge.ts';
import { AGENT_FILE, PIN } from '../places.ts';
import { readPin } from '../readPin.ts';
import { readVersionFile } from '../readVersionFile.ts';
import { runGate } from '../runGate.ts';
import { showChange } from '../showChange.ts';
import { showComment } from '../showComment.ts';
import type { Stage } from '../stage.ts';
import { updateAgent } from '../updateAgent.ts';

/** The fifth act: a version that somebody made by hand, and bad luck with one ticket. */
export async function forgiveFlaky(stage: Stage, agent: string): Promise<void> {
  const { github, agents } = stage;
  stage.act('a ticket goes wrong by chance; it is run again on both versions, and the loss is forgiven');
  const text = await readVersionFile(stage, 'v4-plainer');
  stage.say(
    'Version 4 has the rules of version 3 in plainer words. Somebody made it in the Console, and asks for it:',
  );
  stage.expect('the version', await updateAgent(agents.url, agent, text), 4);

  const before = await github.branchTip('main');
  const after = await github.commit({
    branch: 'plainer-words',
    files: { [AGENT_FILE]: text, [PIN]: await readPin(stage, 4) },
    message: 'Plainer words',
  });
  const { number } = await github.openPullRequest({ head: 'plainer-words', title: 'Plainer words' });
  await showChange(stage, before, after);
  stage.say(
    'One ticket, T-2105, is answered by chance on every version: this time rightly on 3 and wrongly on 4.',
  );
  await runGate(stage, number, { exitCode: 0, verdict: 'passed', version: 4 });
  showComment(stage, number, {
    keep: [/^### /, /^\| Team \| v3 \| v4 \|/, /was run again/, /Looks flaky/],
    says: ['The loss is not confirmed, and forgiven'],
  });
  await merge(stage, number, 4);
}
