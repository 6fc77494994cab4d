/** What follows the items that are named: how many more there are, if any. */
export function countRest(count: number): readonly string[] {
  return count > 0 ? [`and ${count} more`] : [];
}
