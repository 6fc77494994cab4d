import type { PinResult } from '../../domain/result.ts';
import type { Suggestion } from '../../domain/suggestionThread.ts';
import { suggestedLine } from '../draft/suggestedLine.ts';
import { escapeSentence } from '../escape.ts';

/** Suggestions are found again by this line; nothing else of ours starts with it. */
const MARKER = '<!-- pin-gate-suggestion -->';

/**
 * The review comment on the pin's `version` line with the line as it has to become, for a reviewer to commit with one
 * click; undefined where there is nothing to write. GitHub takes the line as it stands in the block, so nothing in it is
 * escaped, and the fence is longer than any in it.
 */
export function renderSuggestion(pin: PinResult): Suggestion | undefined {
  const line = suggestedLine(pin);
  const draft = 'draft' in pin ? pin.draft : undefined;
  if (line === undefined || draft?.version === undefined) return undefined;
  const longest = (line.text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const sentence = escapeSentence(describe(pin, draft.version));
  const body = `${MARKER}\n${sentence}\n\n${fence}suggestion\n${line.text}\n${fence}\n`;
  return { path: pin.path, line: line.number, body };
}

/** The same whichever run writes it, or it would be deleted and posted again. */
function describe(pin: PinResult, version: number): string {
  if (pin.state === 'described')
    return `The agent file describes version ${version}, which is pinned already. Production cannot read \`next\`.`;
  return (
    `Evaluated and good: version ${version}. Production cannot read \`next\`, so commit this line. Callers that name no ` +
    'version do not wait for it: they run the newest one.'
  );
}
