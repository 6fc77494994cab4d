import type { AgentParams } from '../../domain/agent.ts';

/** The teams of the sample fixtures. */
const SAMPLE_TEAMS = [
  'billing: invoices, charges, refunds, plans and contracts',
  'access: sign-in, passwords, locked accounts and permissions',
  'product: how it works, what is broken and what is missing',
];

/**
 * A small agent to begin with: it reads a ticket and says which team should work on it, in the field that is graded.
 * It has no tools, so that a run of it can change nothing.
 *
 * @param label the field of the reply that is graded
 * @param teams the values that it may have; without any those of the sample fixtures
 */
export function sampleAgent(name: string, label: string, teams: readonly string[]): AgentParams {
  const lines = teams.length === 0 ? SAMPLE_TEAMS : teams.map(onOneLine);
  return {
    name,
    description: 'Reads a support ticket and says which team should work on it.',
    model: 'claude-haiku-4-5',
    system: [
      'You are the first reader of support tickets. Decide which team should work on the ticket.',
      '',
      'Teams:',
      ...lines.map((line) => `- ${line}`),
      '',
      'Answer with one JSON object and nothing around it:',
      `{${JSON.stringify(label)}: "<one of the teams>"}`,
      '',
    ].join('\n'),
  };
}

/** A team's name; in quotes where it could be taken for more than one line, or for none. */
function onOneLine(team: string): string {
  return /[\p{C}\u2028\u2029]/u.test(team) || team.trim() !== team ? JSON.stringify(team) : team;
}
