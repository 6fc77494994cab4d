import { readPin } from './readPin.ts';
import { runStep } from './runStep.ts';
import type { Stage } from './stage.ts';

/** Merges a pull request, and confirms what production reads from then on. */
export async function merge(stage: Stage, number: number, version: number): Promise<void> {
  const { github } = stage;
  await github.mergePullRequest(number, { method: 'squash' });
  stage.expectWords('the pin', await readPin(stage), `version: ${version}\n`);
  stage.say('Merged. The job in mode `confirm`, which runs on pushes to main:');
  const run = await runStep(stage, {
    inputs: { mode: 'confirm' },
    event: { name: 'push', payload: await github.pushEvent('main') },
    env: { GITHUB_SHA: await github.branchTip('main') },
  });
  stage.expect('the exit code of the confirmation', run.exitCode, 0);
  stage.expectWords('the confirmation', run.log, `now runs version ${version}`);
}
