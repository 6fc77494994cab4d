import { createManagedAgents } from '../../emulator/managed-agents/createManagedAgents.ts';
import { describeManagedAgents } from './managedAgents.contract.ts';

describeManagedAgents('emulator', async () => {
  const emulator = await createManagedAgents({
    model: {
      answer: ({ text }) => ({
        reply: 'OK',
        // Long enough to be caught running, short enough for a test.
        latencyMs: text.includes('story') ? 300 : 40,
        inputTokens: 120,
        outputTokens: 4,
        cacheReadTokens: 80,
      }),
    },
  });
  return {
    baseURL: emulator.url,
    apiKey: 'sk-ant-emulated',
    model: 'claude-haiku-4-5',
    turnMs: 5_000,
    silenceMs: 150,
    stop: () => emulator.close(),
  };
});
