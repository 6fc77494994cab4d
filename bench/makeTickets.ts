/** A labelled ticket, as a line of `tickets.jsonl` has it. */
export interface Ticket {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly team: string;
}

export const teams = ['billing', 'auth', 'api-platform', 'dashboard'] as const;

/**
 * Makes tickets of the length that real ones have, the teams in turn. Each text names its own team and no other,
 * which is what the script model answers by: these benchmarks are about time, not about judgement.
 */
export function makeTickets(count: number): readonly Ticket[] {
  return Array.from({ length: count }, (_, index) => {
    const team = teams[index % teams.length] ?? teams[0];
    return {
      id: `T-${String(index + 1).padStart(4, '0')}`,
      subject: `A question for ${team}, number ${index + 1}`,
      body:
        `Hello, we wrote last week and have not heard back. Something that the ${team} people look after does ` +
        'not do what its documentation says: it worked until Tuesday, nothing was changed on our side, and ' +
        'three colleagues see the same on other machines. Could somebody have a look, please?',
      team,
    };
  });
}

/** The content of `tickets.jsonl`. */
export function toJsonLines(tickets: readonly Ticket[]): string {
  return tickets.map((ticket) => `${JSON.stringify(ticket)}\n`).join('');
}
