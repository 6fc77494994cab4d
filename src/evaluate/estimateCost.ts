import type { AgentVersion } from '../domain/agent.ts';
import { findPrice, priceUsage } from './prices.ts';

/** English prose has about four characters to a token; other scripts have fewer, JSON too. */
const CHARACTERS_PER_TOKEN = 4;
/** A short structured reply and a little thinking before it; a reply of one label alone takes about 20. */
const OUTPUT_TOKENS = 250;
const ACTIVE_SECONDS = 5;

/**
 * What one trial is expected to cost, in US dollars, before any has run: the system prompt and the message at
 * four characters a token, 250 tokens of output and 5 seconds of runtime, at list price. A stand-in until
 * trials have finished (see costLedger), good to a factor of two for agents that answer in one step; an agent
 * with tools may cost many times more.
 */
export function estimateTrialCost(version: AgentVersion, messageLength: number): number {
  return priceUsage(
    {
      inputTokens: Math.ceil((version.system.length + messageLength) / CHARACTERS_PER_TOKEN),
      outputTokens: OUTPUT_TOKENS,
      cacheReadTokens: 0,
      cacheCreationTokens: 0,
      activeSeconds: ACTIVE_SECONDS,
    },
    findPrice(version.model.id).price,
  );
}
