import { formatSeconds } from '../formatSeconds.ts';
import { merge } from '../merge.ts';
import { runGate } from '../runGate.ts';
import { showComment } from '../showComment.ts';
import type { Stage } from '../stage.ts';

/** The fourth act: the number is in the pin, and what it was evaluated as is remembered. */
export async function commitSuggestion(stage: Stage, number: number, suggestion: number): Promise<void> {
  const { github, agents } = stage;
  stage.act('somebody presses “Commit suggestion”; the check passes without running anything again');
  await github.applySuggestion(suggestion);
  const before = agents.sessions().length;
  const run = await runGate(stage, number, { exitCode: 0, verdict: 'passed', version: 3 });
  stage.expect('the number of sessions', agents.sessions().length - before, 0);
  stage.say(
    `That took ${formatSeconds(run.durationMs)} and no session, as the comment remembers what was evaluated, under a seal.`,
  );
  showComment(stage, number, {
    keep: [/^### /, /Nothing was run/],
    says: ['is what run 2 evaluated as a draft'],
  });
  await merge(stage, number, 3);
}
