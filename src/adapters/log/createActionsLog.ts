import * as core from '@actions/core';
import type { Log } from '../../domain/log.ts';
import { cleanText } from './cleanText.ts';

/**
 * The log of a GitHub Actions job. `@actions/core` escapes what goes into a command (warnings, titles of
 * groups) but prints plain lines as they are, and the runner obeys a line that looks like a command.
 */
export function createActionsLog(): Log {
  return {
    info: (text) => core.info(disarm(cleanText(text))),
    warning: (text) => core.warning(cleanText(text)),
    startGroup: (title) => core.startGroup(cleanText(title)),
    endGroup: () => core.endGroup(),
  };
}

/**
 * The runner takes `::name::` for a command at the start of a line, whatever white space is before it, and the
 * older `##[name]` anywhere in one (actions/runner, `ActionCommand.TryParseV2` and `TryParse`).
 */
function disarm(text: string): string {
  return text.replace(/^(\s*)::/gmu, '$1\\::').replaceAll('##[', '##\\[');
}
