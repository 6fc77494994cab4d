/**
 * The same suite against the live service. It costs a few cents, so it is no `.test.ts` and runs only when it
 * is asked for: `npm run contract:live`, with ANTHROPIC_API_KEY set. Without the key it fails, rather than
 * pass without having asked anything.
 */
import { jest } from '@jest/globals';
import { describeManagedAgents } from './managedAgents.contract.ts';

jest.setTimeout(180_000);

describeManagedAgents('live service', async () => {
  const apiKey = process.env['ANTHROPIC_API_KEY'];
  if (apiKey === undefined || apiKey === '') {
    throw new Error('Set ANTHROPIC_API_KEY to the key of a workspace that may make sessions and agents.');
  }
  return {
    baseURL: process.env['ANTHROPIC_BASE_URL'] ?? 'https://api.anthropic.com',
    apiKey,
    model: 'claude-haiku-4-5',
    turnMs: 120_000,
    silenceMs: 3_000,
    stop: async () => {},
  };
});
