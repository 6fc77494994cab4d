import { join } from 'node:path';
import { type ActionRun, type ActionRunOptions, runAction } from '../runner/runAction.ts';
import { readRunnerLog } from './readRunnerLog.ts';
import type { Stage } from './stage.ts';

/** Runs the Action as a step of a workflow, and shows its log. */
export async function runStep(
  stage: Stage,
  { inputs, ...trigger }: Pick<ActionRunOptions, 'event' | 'env'> & Partial<Pick<ActionRunOptions, 'inputs'>>,
): Promise<ActionRun> {
  const { github, agents, runs, root } = stage;
  const run = await runAction({
    actionFile: join(root, 'action.yml'),
    inputs: { 'anthropic-api-key': 'demo-key', 'anthropic-base-url': agents.url, ...inputs },
    repository: github.fullName,
    token: github.issueToken(),
    runId: runs.length + 1,
    github: { apiUrl: github.url, serverUrl: github.serverUrl },
    ...trigger,
  });
  runs.push(run);
  stage.quote(readRunnerLog(run.log), '│');
  return run;
}
