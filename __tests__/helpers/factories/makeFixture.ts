import type { Fixture } from '../../../src/domain/fixture.ts';

/** A ticket for billing. `team` in the overrides sets the label too; other labels go through `fields`. */
export function makeFixture(overrides: Partial<Fixture> = {}): Fixture {
  const { id = 'TKT-1001', team = 'billing', fields = {}, ...rest } = overrides;
  return {
    id,
    team,
    fields: { id, subject: 'API usage doubled', body: 'The invoice counts it twice.', team, ...fields },
    file: 'prompts/ticket-triage/tickets.jsonl',
    line: 1,
    ...rest,
  };
}
