import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';

/** The repository of a rollback, and who asked for it. */
export interface RollbackEvent {
  readonly owner: string;
  readonly repo: string;
  /** A login; undefined where the runner names none. */
  readonly actor: string | undefined;
}

/**
 * Reads what started a run in mode `rollback` from the runner's variables.
 *
 * @param env `GITHUB_EVENT_NAME`, `GITHUB_REPOSITORY`, `GITHUB_TRIGGERING_ACTOR` and `GITHUB_ACTOR` are looked at
 * @throws GateError for any event but workflow_dispatch: nothing else is a person who asks for it
 */
export function readRollbackEvent(env: Readonly<Record<string, string | undefined>>): RollbackEvent {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  if (name !== 'workflow_dispatch') {
    throw new GateError(
      `\`mode: rollback\` runs on workflow_dispatch only; this run was started by ${quote(name)}. It opens a pull request, ` +
        'which somebody has to ask for, and a green rollback on a pull request could cover the red check of the gate on the ' +
        'same commit. Give it a workflow of its own, and its job another name than the required check. On your own machine run ' +
        '`pin-gate rollback`.',
    );
  }
  const [owner, repo, ...rest] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  if (!owner || !repo || rest.length > 0) {
    throw new GateError(
      'Pin Gate runs inside GitHub Actions, where GITHUB_REPOSITORY (owner/name) is set; here it is ' +
        `${quote(env['GITHUB_REPOSITORY'] ?? '')}. On your own machine run \`pin-gate rollback\`.`,
    );
  }
  // Whoever runs a job again is who asks for it now.
  return { owner, repo, actor: env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || undefined };
}
