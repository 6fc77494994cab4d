import type { RunResult } from '../../domain/result.ts';
import type { Octokit } from './createOctokit.ts';
import type { GitHubEvent } from './gitHubEvent.ts';
import { hasMovedOn } from './hasMovedOn.ts';
import type { ResolvedChange } from './resolveChange.ts';

/** A head pushed while this run was evaluating has a run of its own, and the comment is that one's to write. */
export async function leaveToNewerRun(
  result: RunResult,
  octokit: Octokit,
  event: GitHubEvent,
  resolved: ResolvedChange | undefined,
): Promise<RunResult> {
  if (result.leavesComment === true) return result;
  if (resolved === undefined) return { ...result, leavesComment: !(await isForNewestHead(octokit, event)) };
  const hasRun = result.pins.some((pin) => 'effort' in pin && pin.effort.sessions > 0);
  if (!hasRun) return result;
  // Should GitHub not answer, writing the comment is the lesser evil, and will tell if GitHub is down.
  const movedOn = await hasMovedOn(octokit, event, resolved.change).catch(() => false);
  if (!movedOn) return result;
  const warning = 'The pull request has a newer commit by now, whose own run writes the comment.';
  return { ...result, leavesComment: true, warnings: [...result.warnings, warning] };
}

/**
 * A change that could not be resolved (too many files, say) is an error that the comment has to tell: the verdict
 * of an earlier commit may stand there. But nothing is known of the head then, and a re-run of an old event must
 * not write over a newer run's comment.
 */
async function isForNewestHead(octokit: Octokit, event: GitHubEvent): Promise<boolean> {
  if (event.kind !== 'pull-request') return false;
  return hasMovedOn(octokit, event, event).then(
    (movedOn) => !movedOn,
    () => false,
  );
}
