import { join } from 'node:path';
import { type ActionRun, type ActionRunOptions, runAction } from '../runner/runAction.ts';
import { eachLine } from './eachLine.ts';
import { readLogLine } from './readLogLine.ts';
import type { Stage } from './stage.ts';

/** Runs the Action as a step of a workflow, and shows its log. */
export async function runStep(
  stage: Stage,
  { inputs, ...trigger }: Pick<ActionRunOptions, 'event' | 'env'> & Partial<Pick<ActionRunOptions, 'inputs'>>,
): Promise<ActionRun> {
  const { github, agents, runs, root } = stage;
  const add = stage.startQuote('│');
  const run = await runAction({
    actionFile: join(root, 'action.yml'),
    inputs: { 'anthropic-api-key': 'demo-key', 'anthropic-base-url': agents.url, ...inputs },
    repository: github.fullName,
    token: github.issueToken(),
    runId: runs.length + 1,
    github: { apiUrl: github.url, serverUrl: github.serverUrl },
    ...trigger,
    onLog: eachLine((line) => {
      const shown = readLogLine(line);
      if (shown !== undefined) add(shown);
    }),
  });
  runs.push(run);
  return run;
}
