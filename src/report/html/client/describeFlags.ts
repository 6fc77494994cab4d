import { FIXTURE_FLAGS } from '../fixtures/fixtureFlags.ts';

/** What became of a fixture, as an icon with a word, and the class it is coloured by. */
export function describeFlags(flags: number): readonly [text: string, className: string] {
  const { broke, fixed, once, flaky, notScored, added, wrong } = FIXTURE_FLAGS;
  if (flags & added) return ['➕ added, for information', 'odd'];
  const suffix = flags & flaky ? ', flaky' : '';
  if (flags & once) return [`➖ ${flags & broke ? 'broke' : 'fixed'} once${suffix}`, 'odd'];
  if (flags & broke) return [`❌ broke${suffix}`, 'broke'];
  if (flags & fixed) return [`✅ fixed${suffix}`, 'fixed'];
  if (flags & notScored) return ['⚠️ not scored', 'odd'];
  if (flags & wrong) return [`✗ wrong${suffix}`, ''];
  return [`✓ right${suffix}`, ''];
}
