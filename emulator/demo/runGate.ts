import type { ActionRun } from '../runner/runAction.ts';
import { runStep } from './runStep.ts';
import type { Stage } from './stage.ts';

/** What a run of the gate should come to. */
export interface ToldRun {
  readonly exitCode: number;
  readonly verdict: string;
  readonly regressedTeams?: readonly string[];
  /** The version that came of it, or was judged. */
  readonly version: number;
}

/** Runs the gate on a pull request, and holds the run to what is told of it. */
export async function runGate(stage: Stage, number: number, told: ToldRun): Promise<ActionRun> {
  const payload = await stage.github.pullRequestEvent(number);
  const run = await runStep(stage, { event: { name: 'pull_request', payload } });
  const { exitCode, outputs } = run;
  stage.expect('the exit code', exitCode, told.exitCode);
  stage.expect('the verdict', outputs['verdict'], told.verdict);
  stage.expect(
    'the teams that regressed',
    outputs['regressed-teams'],
    JSON.stringify(told.regressedTeams ?? []),
  );
  stage.expect('the version', outputs['candidate-version'], String(told.version));
  return run;
}
