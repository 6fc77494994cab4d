import type { RunVerdict } from '../domain/result.ts';

/** Beside the verdict's word, never in its place. */
export const ICONS: Readonly<Record<RunVerdict, string>> = {
  passed: '✅',
  pending: '📝',
  blocked: '❌',
  error: '⚠️',
  skipped: '⚪',
};
