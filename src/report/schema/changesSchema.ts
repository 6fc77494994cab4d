import { z } from 'zod';
import { count, line } from './sharedSchemas.ts';

/** What the change of a pin changes. */
export const changesSchema = z
  .strictObject({
    summary: z.string(),
    identical: z.boolean().describe('Whether nothing differs that the service tells'),
    withheld: z.boolean().describe('Whether texts are withheld, by show.prompt of gate.yml'),
    prompt: z.strictObject({
      state: z.enum(['same', 'line-ends', 'changed']),
      added: count.describe('Lines'),
      removed: count,
      hunks: z
        .array(
          z.array(
            z.strictObject({
              kind: z.enum(['same', 'removed', 'added']),
              before: line.nullable().describe('The line’s number in the baseline’s prompt'),
              after: line.nullable(),
              segments: z
                .array(z.strictObject({ text: z.string(), changed: z.boolean() }))
                .describe('Together the line; several where it changed a little'),
            }),
          ),
        )
        .nullable()
        .describe('Null when they are withheld'),
    }),
    config: z.array(
      z.strictObject({
        setting: z.enum([
          'name',
          'model',
          'model option',
          'description',
          'tool',
          'MCP server',
          'skill',
          'sub-agents',
          'execution identity',
          'metadata',
        ]),
        key: z.string().nullable().describe('Which tool, server, skill, model option or metadata key'),
        kind: z.enum(['added', 'removed', 'changed']),
        before: z
          .string()
          .nullable()
          .describe('Text or JSON; null when there is none, or when it is withheld'),
        after: z.string().nullable(),
        withheld: z.boolean(),
      }),
    ),
    between: z
      .array(z.strictObject({ version: z.int().min(1), madeAt: z.string() }))
      .nullable()
      .describe('The versions between the two, in ascending order; null when they could not be listed'),
  })
  .nullable()
  .describe('What differs between the two versions; null for a new pin');
