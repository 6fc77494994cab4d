import type { PullRequest } from '../entities.ts';
import type { World } from '../world.ts';

/** People that one pull request can be assigned to. */
const mostAssignees = 10;

/**
 * Assigns a pull request. Who cannot be assigned is passed over without a word, as GitHub does: bots, and
 * people who have nothing to do with the repository.
 */
export function assignIssue(world: World, pull: PullRequest, logins: readonly string[]): void {
  const { collaborators } = world.settings;
  const known = (login: string) =>
    collaborators === undefined
      ? login
      : collaborators.find((one) => one.toLowerCase() === login.toLowerCase());
  for (const login of logins) {
    const assignee = login.endsWith('[bot]') ? undefined : known(login);
    if (assignee === undefined || pull.assignees.includes(assignee)) continue;
    if (pull.assignees.length < mostAssignees) pull.assignees.push(assignee);
  }
  pull.updatedAt = world.clock.now();
}
