import type { ModelScript } from '../../../emulator/managed-agents/models/script/modelScript.ts';
import { parseModelScript } from '../../../emulator/managed-agents/models/script/parseModelScript.ts';

/** A labelled ticket as the fixture files of these tests hold it. */
export interface Ticket {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly team: string;
}

export const folder = 'prompts/triage';
export const pinPath = `${folder}/pinned-version.yml`;
export const gatePath = `${folder}/gate.yml`;
export const ticketsPath = `${folder}/tickets.jsonl`;
export const agentId = 'agent_triage';

/** The pin's text; its `version` stands on line 3. */
export function pin(version: number | string, agent = agentId): string {
  return `# What production reads.\nagent: ${agent}\nversion: ${version}\n`;
}

/** The policy's text: `fixtures` on line 1, then whatever a test adds. */
export function gate(more = '', fixtures = 'tickets.jsonl'): string {
  return `fixtures: ${fixtures}\n${more}`;
}

/** No subject is part of another one, so that each can be told by its text. */
export function ticket(id: string, team: string, more: Partial<Ticket> = {}): Ticket {
  return { id, subject: `About ${id}.`, body: `The text of ${id}.`, team, ...more };
}

/** Three tickets of billing, two of auth: enough to tell "regressed" from "held", and quick. */
export const tickets: readonly Ticket[] = [
  ticket('B-1', 'billing'),
  ticket('B-2', 'billing'),
  ticket('B-3', 'billing'),
  ticket('A-1', 'auth'),
  ticket('A-2', 'auth'),
];

export function jsonLines(records: readonly unknown[], lineEnd = '\n'): string {
  return records.map((record) => JSON.stringify(record) + lineEnd).join('');
}

/** The files of a repository whose production reads version 1. */
export function baseFiles(version = 1): Record<string, string> {
  return {
    'README.md': 'Support agents\n',
    [pinPath]: pin(version),
    [gatePath]: gate(),
    [ticketsPath]: jsonLines(tickets),
  };
}

type Reply = ModelScript['answers'][number]['replies'][number];

/** What a version says to a ticket: the team it names, a whole reply of a model script, or one of several by chance. */
export type Answer = string | Reply | readonly Reply[];

/** Answers that are not the label, by version and ticket id. */
export type Answers = Readonly<Record<number, Readonly<Record<string, Answer>>>>;

/** A script in which every version names each ticket's own team, but for the `answers` given. */
export function script(answers: Answers, all: readonly Ticket[] = tickets): ModelScript {
  const contains = ({ subject }: Ticket) => ({ contains: subject });
  const toReplies = (answer: Answer): readonly Reply[] =>
    [answer].flat().map((one) => (typeof one === 'string' ? { reply: { team: one } } : one));
  const exceptions = Object.entries(answers).flatMap(([version, byId]) =>
    all
      .filter(({ id }) => byId[id] !== undefined)
      .map((one) => ({
        version: Number(version),
        text: contains(one),
        replies: toReplies(byId[one.id] ?? one.team),
      })),
  );
  const rest = all.map((one) => ({ text: contains(one), replies: toReplies(one.team) }));
  return parseModelScript({ defaults: { latencyMs: 5 }, answers: [...exceptions, ...rest] });
}

/** Names `team` with this probability, and `other` else. */
export function waver(team: string, probability: number, other = 'another team'): Answer {
  return [{ reply: { team }, probability }, { reply: { team: other } }];
}
