import { globMatcher } from './globMatcher.ts';

/** Tells whether a repository path is a pin's: one glob that matches is enough. */
export function matchPins(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map(globMatcher);
  return (path) => matchers.some((matches) => matches(path));
}
