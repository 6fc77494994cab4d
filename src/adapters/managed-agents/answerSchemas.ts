import { z } from 'zod';

/**
 * What the gate reads of the service's answers. Fields that it does not use are let pass; `tools` and
 * `mcp_servers` must be there, for an agent without them is run without asking.
 */
export const agentAnswer = z.object({
  id: z.string().min(1),
  version: z.int().min(1),
  name: z.string(),
  model: z.object({ id: z.string() }).catchall(z.json()),
  system: z.string().nullish(),
  description: z.string().nullish(),
  tools: z.array(z.json()),
  mcp_servers: z.array(z.json()),
  skills: z.array(z.json()).nullish(),
  multiagent: z.json().nullish(),
  execution_identity: z.json().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  archived_at: z.string().nullish(),
});

export const versionPageAnswer = z.object({
  data: z.array(agentAnswer),
  next_page: z.string().nullish(),
});

export const environmentAnswer = z.object({
  id: z.string().min(1),
  name: z.string(),
  archived_at: z.string().nullish(),
});

export const createdSessionAnswer = z.object({ id: z.string().min(1) });

/** A session with something laid over its version says what it runs: nobody may take that on trust. */
export const overriddenSessionAnswer = createdSessionAnswer.extend({
  agent: z.object({
    model: z.object({ id: z.string() }),
    system: z.string().nullish(),
    tools: z.array(z.unknown()),
    mcp_servers: z.array(z.unknown()),
    skills: z.array(z.unknown()).nullish(),
  }),
});

const time = z.string().transform((text, context) => {
  const ms = Date.parse(text);
  if (!Number.isNaN(ms)) return ms;
  context.addIssue({ code: 'custom', message: 'expected a time' });
  return z.NEVER;
});

export const sessionPageAnswer = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1),
      status: z.enum(['idle', 'running', 'rescheduling', 'terminated']),
      metadata: z.record(z.string(), z.string()).nullish(),
      created_at: time,
    }),
  ),
  next_page: z.string().nullish(),
});
