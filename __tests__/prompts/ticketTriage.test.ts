import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { agentCreateSchema } from '../../emulator/managed-agents/entities/agent.ts';
import { createRulesModel } from '../../emulator/managed-agents/models/createRulesModel.ts';
import { pinSchema } from '../../src/domain/pin.ts';
import { policySchema } from '../../src/domain/policy.ts';
import { createTurn } from '../emulator/managed-agents/models/createTurn.ts';

const example = new URL('../../prompts/ticket-triage/', import.meta.url);
const read = (path: string, base = example) => readFileSync(fileURLToPath(new URL(path, base)), 'utf8');

const ticketSchema = z.strictObject({
  id: z.string().min(1),
  subject: z.string().min(1),
  body: z.string().min(1),
  priority: z.enum(['P0', 'P1', 'P2']),
  team: z.enum(['billing', 'auth', 'api-platform', 'dashboard']),
});
type Ticket = z.infer<typeof ticketSchema>;

const readTickets = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => ticketSchema.parse(JSON.parse(line)));

const policy = policySchema.parse(parse(read('gate.yml')));
const tickets = readTickets(read(policy.fixtures[0] ?? ''));
const agents = [
  'ticket-triage.agent.yaml',
  'versions/v2-over-broad.agent.yaml',
  'versions/v3-narrow.agent.yaml',
  'versions/v4-plainer.agent.yaml',
].map((path) => agentCreateSchema.parse(parse(read(path))));
const [v1 = '', v2 = '', v3 = '', v4 = ''] = agents.map(({ system }) => system ?? '');

const replySchema = z.strictObject({ team: z.string(), priority: z.enum(['P0', 'P1', 'P2']) });
const model = createRulesModel();

/** Whether each ticket goes to its team, by id. */
function grade(system: string, among: readonly Ticket[]): Map<string, boolean> {
  return new Map(
    among.map((ticket) => {
      const fields: Readonly<Record<string, string>> = ticket;
      const text = policy.message.replace(/\{\{(\w+)\}\}/g, (_, field: string) => fields[field] ?? '');
      const { reply } = model.answer(createTurn({ system, text }));
      return [ticket.id, replySchema.parse(JSON.parse(String(reply))).team === ticket.team];
    }),
  );
}

const teams = ticketSchema.shape.team.options;
const ofTeam = (team: string, among: readonly Ticket[]) => among.filter((ticket) => ticket.team === team);

/** `4/5` for each team. */
function score(system: string, among: readonly Ticket[]): Record<string, string> {
  const grades = grade(system, among);
  return Object.fromEntries(
    teams.map((team) => {
      const own = ofTeam(team, among);
      return [team, `${own.filter(({ id }) => grades.get(id)).length}/${own.length}`];
    }),
  );
}

describe('the files', () => {
  it('pin version 1 of an agent, under a policy that leaves the rule at its default', () => {
    expect(pinSchema.parse(parse(read('pinned-version.yml')))).toEqual({
      agent: 'agent_011CZo6t9Cr6Eg5TeFFPWPpi',
      version: 1,
    });
    expect(policy).toEqual(policySchema.parse({ fixtures: 'tickets.jsonl' }));
    expect(policy.policy.rule).toBe('confirmed');
  });

  it('hold tickets with ids of their own, five or more for each team', () => {
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(tickets.length);
    expect(teams.map((team) => ofTeam(team, tickets).length)).toEqual([5, 6, 6, 6]);
  });

  it('differ between versions by one rule of the prompt, and by nothing else', () => {
    const settings = agents.map((agent) => ({ ...agent, system: undefined }));
    expect(settings).toEqual(Array(4).fill(settings[0]));
    expect(settings[0]?.tools).toEqual([]);
    const added = (system: string) => {
      const known = new Set(v1.split('\n'));
      return system.split('\n').filter((line) => !known.has(line));
    };
    const rule = 'Anything about API usage goes to api-platform';
    expect(added(v2)).toEqual([`${rule}.`]);
    expect(added(v3)).toEqual([`${rule}, unless it mentions an invoice, a charge or a refund.`]);
  });

  it('hold in version 4 what version 3 holds, but for the two sentences that introduce it', () => {
    const [three, four] = [v3.split('\n'), v4.split('\n')];
    expect(four.slice(2)).toEqual(three.slice(2));
    expect(four.slice(0, 2).some((line) => three.includes(line))).toBe(false);
  });
});

describe('the story, with the rules model', () => {
  const scores = [v1, v2, v3, v4].map((system) => score(system, tickets));

  it('has these scores', () => {
    const others = { auth: '5/6', dashboard: '5/6' };
    expect(scores).toEqual([
      { billing: '4/5', 'api-platform': '4/6', ...others },
      { billing: '2/5', 'api-platform': '5/6', ...others },
      { billing: '4/5', 'api-platform': '5/6', ...others },
      { billing: '4/5', 'api-platform': '5/6', ...others },
    ]);
  });

  it('flips only the tickets that it is about', () => {
    const flips = (from: string, to: string) => {
      const [before, after] = [grade(from, tickets), grade(to, tickets)];
      return tickets.map(({ id }) => id).filter((id) => before.get(id) !== after.get(id));
    };
    expect(flips(v1, v2)).toEqual(['T-2001', 'T-2002', 'T-2201']);
    expect(flips(v2, v3)).toEqual(['T-2001', 'T-2002']);
    // What going back to version 1 would lose.
    expect(flips(v3, v1)).toEqual(['T-2201']);
    // What flips here in the demo is chance.
    expect(flips(v3, v4)).toEqual([]);
  });

  it('is what the README tells', () => {
    const rows = read('README.md')
      .split('\n')
      .filter((line) => line.startsWith('| version '))
      .map((line) => line.match(/\d+\/\d+/g));
    expect(rows).toEqual(scores.map((scoresOfOne) => teams.map((team) => scoresOfOne[team])));
  });
});

// A second set of labelled tickets, written by others and not part of this repository.
const others = new URL('../../../shared/data/support_tickets.jsonl', import.meta.url);

(existsSync(fileURLToPath(others)) ? describe : describe.skip)('the same prompts on other tickets', () => {
  it('tell the same story about billing', () => {
    const foreign = readTickets(readFileSync(fileURLToPath(others), 'utf8'));
    const rest = { auth: '5/5', 'api-platform': '4/5', dashboard: '3/5' };
    expect([v1, v2, v3].map((system) => score(system, foreign))).toEqual([
      { billing: '4/5', ...rest },
      { billing: '2/5', ...rest },
      { billing: '4/5', ...rest },
    ]);
  });
});
