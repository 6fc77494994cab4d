import type { ReportContext } from '../../../src/report/reportContext.ts';

/** A private repository on github.com. */
export function makeReportContext(overrides: Partial<ReportContext> = {}): ReportContext {
  return {
    serverUrl: 'https://github.com',
    repository: 'acme/support-agents',
    runUrl: 'https://github.com/acme/support-agents/actions/runs/4711',
    consoleUrl: 'https://platform.claude.com/workspaces/default',
    publicRepository: false,
    ...overrides,
  };
}
