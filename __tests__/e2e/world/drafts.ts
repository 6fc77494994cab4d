import type { Model } from '../../../emulator/managed-agents/model.ts';
import { agentId, baseFiles, folder, gate, gatePath, pin, pinPath, tickets } from './tickets.ts';

export const agentFilePath = `${folder}/triage.agent.yaml`;

/** A prompt that routes every ticket rightly, and one whose rule takes billing's tickets to auth. */
export const goodPrompt = 'Route the ticket. Be short.';
export const badPrompt = 'Route the ticket. Anything about money goes to auth.';

/** Obeys the prompt that it is given, so that a draft answers as its version would. */
export const obedient: Model = {
  answer: ({ system, text }) => {
    const found = tickets.find(({ subject }) => text.includes(subject));
    const team = found?.team === 'billing' && system.includes('money goes to auth') ? 'auth' : found?.team;
    return { reply: JSON.stringify({ team }), latencyMs: 5, inputTokens: 100, outputTokens: 10 };
  },
};

export const nextPin = pin('next');

/** The agent file's text, as `ant` takes it. */
export function agentFile(system: string, more = ''): string {
  return `name: triage\nmodel: claude-haiku-4-5\nsystem: ${JSON.stringify(system)}\n${more}`;
}

/** A repository whose production reads version 1, and whose agent file describes it. */
export function draftFiles(more = ''): Record<string, string> {
  return {
    ...baseFiles(),
    [gatePath]: gate(`agent-file: triage.agent.yaml\n${more}`),
    [agentFilePath]: agentFile('Route the ticket. This is prompt 1.'),
  };
}

/** What a pull request changes that tries a prompt. */
export function draft(system: string, more = ''): Record<string, string> {
  return { [pinPath]: nextPin, [agentFilePath]: agentFile(system, more) };
}

export { agentId };
