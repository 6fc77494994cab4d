/** A label as a pattern that matches it literally, whichever of space, hyphen and underscore joins its words. */
export function escapePattern(label: string): string {
  return label
    .split(/[\s_-]+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('[\\s_-]+');
}
