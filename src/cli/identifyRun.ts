import type { RunIdentity } from '../domain/evaluation.ts';

/** No runner numbers a run at a terminal: process and time tell its sessions from those of another. */
export function identifyRun(): RunIdentity {
  return { id: `local-${process.pid}-${Date.now()}`, repository: 'local' };
}
