import type { Change } from '../../../src/domain/change.ts';

export const BASE = '1f0c8a4be1d3c5a79a6f2f6a1d9b8e7c6f5a4d3b';
export const HEAD = '9d2e7b60c4f81a35be92d07f6c1384ab5e6f7081';

/** Pull request 12 from a branch of the same repository, which changes one pin. */
export function makeChange(overrides: Partial<Change> = {}): Change {
  return {
    kind: 'pull-request',
    base: BASE,
    baseName: 'main',
    head: HEAD,
    files: [{ path: 'prompts/ticket-triage/pinned-version.yml', status: 'modified' }],
    fromFork: false,
    number: 12,
    ...overrides,
  };
}
