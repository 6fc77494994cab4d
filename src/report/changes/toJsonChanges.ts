import type { JsonReport } from '../reportSchema.ts';
import type { DiffHunk } from './promptDiff.ts';
import { summarizeChanges } from './summarizeChanges.ts';
import type { VersionChanges } from './versionChanges.ts';

type JsonChanges = Extract<JsonReport['pins'][number], { state: 'evaluated' }>['changes'];

/** What changed, as `report.json` has it; null for a new pin. */
export function toJsonChanges(changes: VersionChanges): JsonChanges {
  if (changes.state === 'no-baseline') return null;
  const { identical, prompt, config, between, withheld } = changes;
  return {
    summary: summarizeChanges(changes),
    identical,
    withheld: withheld !== undefined,
    prompt: { ...prompt, hunks: prompt.hunks?.map(toHunk) ?? null },
    config: config.map((change) => ({
      ...change,
      key: change.key ?? null,
      before: change.before ?? null,
      after: change.after ?? null,
    })),
    between: between === undefined ? null : [...between],
  };
}

function toHunk({ lines }: DiffHunk) {
  return lines.map(({ kind, before, after, segments }) => ({
    kind,
    before: before ?? null,
    after: after ?? null,
    segments: [...segments],
  }));
}
