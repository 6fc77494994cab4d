import type { Log } from '../../src/domain/log.ts';

/** A log that keeps its lines: `info: …`, `warning: …`, `group: …`, `end`. */
export function createRecordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    info: (text) => lines.push(`info: ${text}`),
    warning: (text) => lines.push(`warning: ${text}`),
    startGroup: (title) => lines.push(`group: ${title}`),
    endGroup: () => lines.push('end'),
  };
}
