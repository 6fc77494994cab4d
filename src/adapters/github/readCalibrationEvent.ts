import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';

/** The repository of a calibration and the commit that it looks at. */
export interface CalibrationEvent {
  readonly owner: string;
  readonly repo: string;
  /** The full id of the commit that the workflow runs on: for a schedule the tip of the default branch. */
  readonly commit: string;
}

/**
 * Reads what started a run in mode `calibrate` from the runner's variables.
 *
 * @param env `GITHUB_EVENT_NAME`, `GITHUB_REPOSITORY` and `GITHUB_SHA` are looked at
 * @throws GateError for an event that judges a change: a green calibration could cover its red check
 */
export function readCalibrationEvent(env: Readonly<Record<string, string | undefined>>): CalibrationEvent {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  const [owner, repo, ...rest] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const commit = env['GITHUB_SHA'] ?? '';
  if (name !== 'schedule' && name !== 'workflow_dispatch') {
    throw new GateError(
      `\`mode: calibrate\` runs on schedule and workflow_dispatch; this run was started by ${quote(name)}. It judges no ` +
        'change, so a green calibration on a pull request could cover the red check of the gate on the same commit. ' +
        'Give it a workflow of its own, and its job another name than the required check. On your own machine run `pin-gate calibrate`.',
    );
  }
  if (!owner || !repo || rest.length > 0 || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
    throw new GateError(
      'Pin Gate runs inside GitHub Actions, where GITHUB_REPOSITORY (owner/name) and GITHUB_SHA (a commit) are set; here they are ' +
        `${quote(env['GITHUB_REPOSITORY'] ?? '')} and ${quote(commit)}. On your own machine run \`pin-gate calibrate\`.`,
    );
  }
  return { owner, repo, commit };
}
