import { AGENT_FILE } from '../places.ts';
import { readVersionFile } from '../readVersionFile.ts';
import { runGate } from '../runGate.ts';
import { showChange } from '../showChange.ts';
import { showComment } from '../showComment.ts';
import type { Stage } from '../stage.ts';

/** The third act: the rule gets an exception, and the draft a version. Returns the comment with the suggestion. */
export async function narrowRule(stage: Stage, number: number): Promise<number> {
  const { github } = stage;
  stage.act(
    'the same pull request narrows the rule; it is tried as a draft, and being good becomes version 3',
  );
  const before = await github.branchTip('api-usage');
  const after = await github.commit({
    branch: 'api-usage',
    files: { [AGENT_FILE]: await readVersionFile(stage, 'v3-narrow') },
    message: 'But not what is about an invoice, a charge or a refund',
  });
  await showChange(stage, before, after);
  stage.say(
    'Version 2 has the effort by now, so its sessions can try the new prompt before there is a version of it:',
  );
  await runGate(stage, number, { exitCode: 1, verdict: 'pending', version: 3 });
  showComment(stage, number, {
    keep: [/^### /, /cannot read `next`/, /^It was tried as a draft/, /^\| Team \| v1 \|/],
    says: ['Evaluated and good: write 3 into the pin', 'tried as a draft over version 2'],
  });

  const [suggestion, ...others] = github.reviewComments(number);
  stage.say(
    `The check is red until the number is there. On line ${suggestion?.place?.line} of the pin stands a suggestion:`,
  );
  stage.quote((suggestion?.body ?? '').replace(/<!--.*?-->\n?/gs, ''), '┃');
  stage.expectWords('the suggestion', suggestion?.body ?? '', '```suggestion\nversion: 3\n```');
  stage.expect('the number of other suggestions', others.length, 0);
  return suggestion?.id ?? 0;
}
