import type { PinPast } from '../../domain/pinPast.ts';

/** A pin's past as JSON, newest first; `versions` is null where they are not known. Times are in ISO 8601. */
export function renderHistoryJson(past: PinPast): string {
  const { path, branch, commit, states, versions, problems, warnings } = past;
  const json = {
    pin: path,
    branch,
    commit: commit ?? null,
    history: states.map(({ pinned, change, at, author, pullRequest, commit: id }) => ({
      agent: pinned?.agent ?? null,
      version: pinned?.version ?? null,
      change,
      at: toTime(at),
      author,
      commit: id,
      pullRequest: pullRequest ?? null,
    })),
    versions:
      versions?.map(({ version, madeAt, pinnedAt, isLive }) => ({
        version,
        madeAt,
        pinnedAt: pinnedAt === undefined ? null : toTime(pinnedAt),
        isLive,
      })) ?? null,
    problems,
    warnings,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function toTime(at: number): string | null {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
