import type { Label, PullRequest } from '../entities.ts';
import { invalid } from '../http/problem.ts';
import type { World } from '../world.ts';

/** Characters of a label's name. */
const longestName = 50;

/**
 * Puts labels on a pull request; one that the repository does not have yet is made, in GitHub's grey.
 *
 * @throws Problem 422 when a name is empty or too long.
 */
export function labelIssue(world: World, pull: PullRequest, names: readonly string[]): void {
  for (const name of names) {
    if (name.trim() === '') throw invalid({ resource: 'Label', field: 'name', code: 'missing_field' });
    if ([...name].length > longestName) {
      const message = `name is too long (maximum is ${longestName} characters)`;
      throw invalid({ resource: 'Label', field: 'name', code: 'custom', message });
    }
  }
  for (const label of names.map((name) => labelNamed(world, name))) {
    if (!pull.labels.includes(label.name)) pull.labels.push(label.name);
  }
  pull.updatedAt = world.clock.now();
}

/** In any case: `Bug` and `bug` are one label. */
function labelNamed(world: World, name: string): Label {
  const { labels } = world.store;
  const known = labels.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return known;
  const label = { id: world.store.nextId(), name, color: 'ededed' };
  labels.push(label);
  return label;
}
