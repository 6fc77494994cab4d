import { merge } from '../merge.ts';
import { runGate } from '../runGate.ts';
import { showComment } from '../showComment.ts';
import type { Stage } from '../stage.ts';

/** The fourth act: the number is in the pin, and what it was evaluated as is remembered. */
export async function commitSuggestion(stage: Stage, number: number, suggestion: number): Promise<void> {
  const { github, agents } = stage;
  stage.act('somebody presses “Commit suggestion”; the check passes without a session');
  await github.applySuggestion(suggestion);
  const before = agents.sessions().length;
  const run = await runGate(stage, number, { exitCode: 0, verdict: 'passed', version: 3 });
  stage.expect('the number of sessions', agents.sessions().length - before, 0);
  stage.say(
    `That took ${(run.durationMs / 1000).toFixed(1)} s and no session: version 3 is what was evaluated as a draft.`,
  );
  showComment(stage, number, { keep: [/^### /, /run 2/, /^\| Team/], says: ['Passed'] });
  await merge(stage, number, 3);
}
