import type { DraftResult } from '../../domain/result.ts';
import type { JsonReport } from '../reportSchema.ts';

type JsonDraft = Extract<JsonReport['pins'][number], { state: 'described' }>['draft'];

/** What became of the version that `version: next` asks for, as `report.json` has it. */
export function toJsonDraft({ agentFile, version, how, over, differs, line }: DraftResult): JsonDraft {
  return {
    agentFile,
    version: version ?? null,
    how,
    over: over ?? null,
    differs: [...differs],
    line: line ?? null,
  };
}
