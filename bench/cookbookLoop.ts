/**
 * What people run without a gate: a loop over the tickets, written the way Anthropic's cookbook shows how to
 * evaluate a version. Session, message, a look a second until it is idle, the reply out of the events, archive.
 * Reads a task as JSON from standard input, writes how many tickets each version got right.
 */
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';

const taskSchema = z.object({
  baseUrl: z.string(),
  agent: z.string(),
  environment: z.string(),
  versions: z.array(z.number()).readonly(),
  tickets: z.array(z.object({ subject: z.string(), body: z.string(), team: z.string() })).readonly(),
});
export type LoopTask = z.infer<typeof taskSchema>;

const POLL_MS = 1000;

async function route(client: Anthropic, task: LoopTask, version: number, text: string): Promise<string> {
  const { sessions } = client.beta;
  const { id } = await sessions.create({
    agent: { type: 'agent', id: task.agent, version },
    environment_id: task.environment,
  });
  await sessions.events.send(id, { events: [{ type: 'user.message', content: [{ type: 'text', text }] }] });
  let status = 'running';
  while (status !== 'idle') {
    await sleep(POLL_MS);
    ({ status } = await sessions.retrieve(id));
  }
  let reply = '';
  for await (const event of sessions.events.list(id)) {
    if (event.type !== 'agent.message') continue;
    reply = event.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  }
  await sessions.archive(id);
  return z.object({ team: z.string() }).parse(JSON.parse(reply)).team;
}

const task = taskSchema.parse(await json(process.stdin));
const client = new Anthropic({ apiKey: 'bench-key', baseURL: task.baseUrl });
const right: Record<number, number> = {};
for (const version of task.versions) {
  right[version] = 0;
  for (const { subject, body, team } of task.tickets) {
    const answer = await route(client, task, version, `Subject: ${subject}\n\n${body}\n`);
    if (answer === team) right[version] += 1;
  }
}
process.stdout.write(JSON.stringify(right));
