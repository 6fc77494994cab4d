import { codeSpan } from '../escape.ts';
import type { PushedChange } from './listChanges.ts';

/** What the push did to the pin, as Markdown in the cell of a table. */
export function describePushedChange(change: PushedChange): string {
  const { pin } = change.pin;
  const to = `version **${pin?.version ?? 'unknown'}**`;
  if (change.kind === 'removed') {
    const what =
      pin === undefined ? '' : `; it pinned version ${pin.version} of agent ${codeSpan(pin.agent)}`;
    return `⚠️ removed${what}. Whoever still reads it no longer finds a version.`;
  }
  const { from, previousPath } = change.promotion;
  const renamed = previousPath === undefined ? '' : ` (renamed from ${codeSpan(previousPath)})`;
  switch (change.kind) {
    case 'bumped':
      return `promoted, ${from?.version ?? 'unknown'} → **${pin?.version ?? 'unknown'}**${renamed}`;
    case 'rolled-back':
      return `rolled back, ${from?.version ?? 'unknown'} → **${pin?.version ?? 'unknown'}**${renamed}`;
    case 'moved-agent':
      return (
        `moved to another agent, version ${from?.version ?? 'unknown'} of ${codeSpan(from?.agent ?? 'unknown')} → ` +
        `${to} of ${codeSpan(pin?.agent ?? 'unknown')}${renamed}`
      );
    case 'added':
      return `new, ${to}`;
    case 'mended':
      return `${to}; before, the file could not be read as a pin`;
    case 'renamed':
      return `${to} as before${renamed}`;
    case 'spoilt':
      return `❌ cannot be read as a pin${from === undefined ? '' : `; it pinned version ${from.version} of agent ${codeSpan(from.agent)}`}`;
  }
}
