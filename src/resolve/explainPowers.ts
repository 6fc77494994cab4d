import type { AgentConfig } from '../domain/agent.ts';
import type { PolicySource } from '../domain/policy.ts';
import { joinWords } from './joinWords.ts';
import { listPowers } from './listPowers.ts';

/**
 * Why a configuration that can act may not be run; nothing where it can only talk, or the base branch's policy says
 * `tools: run`. `what` begins the sentence: "The candidate (version 2 of …)".
 */
export function explainPowers(what: string, config: AgentConfig, source: PolicySource): readonly string[] {
  const powers = listPowers(config);
  const isAllowed = source.policy.tools === 'run' && source.from === 'base';
  if (powers.length === 0 || isAllowed) return [];
  const would = `${what} has ${joinWords(powers)}, so evaluating it would act for real; no session was started.`;
  // A policy that arrives together with the pin may not give itself leave.
  return source.from === 'base'
    ? [
        `${would} If that is what you want, set \`tools: run\` in \`${source.path}\` on the base branch first.`,
      ]
    : [
        `${would} If that is what you want, merge \`${source.path}\` with \`tools: run\` into the base branch first: ` +
          'a change cannot allow itself to run tools.',
      ];
}
