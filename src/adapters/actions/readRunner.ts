import { readFile } from 'node:fs/promises';
import type { RunAttempt } from '../../domain/attempt.ts';

/** What the runner's variables say about this run. */
export interface Runner {
  readonly apiUrl: string;
  readonly serverUrl: string | undefined;
  readonly repository: string | undefined;
  /** The page of this run. */
  readonly runUrl: string | undefined;
  /** Unique among runs and their attempts. */
  readonly runId: string;
  /** Undefined where there is no runner, whose numbers these are. */
  readonly attempt: RunAttempt | undefined;
  /** The content of the event's file; undefined if there is none. */
  readonly readEventFile: () => Promise<string | undefined>;
}

export function readRunner(env: Readonly<Record<string, string | undefined>>): Runner {
  const { GITHUB_SERVER_URL: serverUrl, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const path = env['GITHUB_EVENT_PATH'];
  return {
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
    serverUrl,
    repository,
    runUrl: serverUrl && repository && run ? `${serverUrl}/${repository}/actions/runs/${run}` : undefined,
    runId: [run ?? 'local', env['GITHUB_RUN_ATTEMPT'] ?? '1'].join('-'),
    attempt: readAttempt(env),
    readEventFile: async () =>
      path === undefined ? undefined : readFile(path, 'utf8').catch(() => undefined),
  };
}

function readAttempt(env: Readonly<Record<string, string | undefined>>): RunAttempt | undefined {
  const { GITHUB_RUN_ID: id = '', GITHUB_RUN_ATTEMPT: attempt = '1' } = env;
  const isNumber = (text: string) => /^[1-9]\d{0,14}$/.test(text);
  return isNumber(id) && isNumber(attempt) ? { id: Number(id), attempt: Number(attempt) } : undefined;
}
