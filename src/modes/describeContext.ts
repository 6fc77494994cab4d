import type { Runner } from '../adapters/actions/readRunner.ts';
import type { ReportContext } from '../report/reportContext.ts';

/** Where a session can be looked at. */
const CONSOLE_URL = 'https://platform.claude.com/workspaces/default';

/** What the runner knows and a report links to. */
export function describeContext({ serverUrl, repository, runUrl, attempt: run }: Runner): ReportContext {
  return {
    ...(serverUrl === undefined ? {} : { serverUrl }),
    ...(repository === undefined ? {} : { repository }),
    ...(runUrl === undefined ? {} : { runUrl }),
    ...(run === undefined ? {} : { run }),
    consoleUrl: CONSOLE_URL,
  };
}
