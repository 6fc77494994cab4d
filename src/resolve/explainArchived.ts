import type { AgentVersion } from '../domain/agent.ts';
import { quote } from '../domain/quote.ts';
import type { Whose } from './whose.ts';

/** Why a version of an archived agent stands in the way; nothing where the agent is in use. */
export function explainArchived(side: Whose, config: AgentVersion): readonly string[] {
  if (config.archivedAt === null) return [];
  const archived = `The ${side}'s agent ${quote(config.agent)} was archived at ${config.archivedAt}, and an archived agent cannot be run.`;
  return [
    side !== 'baseline'
      ? `${archived} Pin an agent that is in use.`
      : `${archived} Without its baseline this change cannot be judged: somebody who may bypass this check has to merge it.`,
  ];
}
