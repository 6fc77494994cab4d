import type { z } from 'zod';
import { GateError } from '../../domain/problem.ts';

/**
 * What the event file of the event `name` says, as far as `schema` looks at it.
 *
 * @param text the content of the file; undefined if there is none
 * @throws GateError when it is missing, no JSON or not what GitHub sends
 */
export function parsePayload<T>(name: string, schema: z.ZodType<T>, text: string | undefined): T {
  if (text === undefined) {
    throw new GateError(
      `The event file of \`${name}\` is missing: GITHUB_EVENT_PATH must name the file that the runner writes.`,
    );
  }
  let payload: unknown;
  try {
    // A byte-order mark is legal in a file and not in JSON.
    payload = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new GateError(
      `The event file of \`${name}\` (GITHUB_EVENT_PATH) is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const parsed = schema.safeParse(payload);
  if (!parsed.success) {
    throw new GateError(
      parsed.error.issues.map((issue) => ({
        message: `The event file of \`${name}\` (GITHUB_EVENT_PATH) is not what GitHub sends, at \`${issue.path.join('.')}\`: ${issue.message}.`,
      })),
    );
  }
  return parsed.data;
}
