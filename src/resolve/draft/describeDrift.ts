import type { AgentVersion } from '../../domain/agent.ts';
import type { AgentDraft } from '../../domain/agentDraft.ts';
import { listConfigDifferences } from '../../domain/listConfigDifferences.ts';
import { joinWords } from '../joinWords.ts';

/**
 * A warning where an agent file does not describe the version that is pinned, with what differs; undefined where it
 * does. A model's effort that the file leaves out is no difference: then the service chooses one, and nothing says
 * which. Nor is a version that Pin Gate made from this very file, whatever the service filled in.
 */
export function describeDrift(draft: AgentDraft, version: AgentVersion): string | undefined {
  const { effort } = version.model;
  const isLeftOut = draft.config.model['effort'] === undefined && effort !== undefined;
  const config = isLeftOut ? { ...draft.config, model: { ...draft.config.model, effort } } : draft.config;
  const differs = listConfigDifferences(config, version);
  if (differs.length === 0) return undefined;
  const verb = differs.length === 1 && !isPlural(differs[0]) ? 'differs' : 'differ';
  return (
    `\`${draft.path}\` does not describe version ${version.version}, which is pinned: ${joinWords(differs)} ${verb}. ` +
    'Change the file to what the version has, or pin what the file describes: `version: next` tries that, and makes it if it is good.'
  );
}

function isPlural(words: string | undefined): boolean {
  return words !== undefined && /s$/.test(words) && !words.includes('`');
}
