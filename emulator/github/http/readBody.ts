import type { z } from 'zod';
import { Problem } from './problem.ts';
import type { ApiRequest } from './route.ts';

/**
 * The body of a request, checked.
 *
 * @throws Problem 400 when it is not JSON, 422 with GitHub's kind of sentence when it is not what is asked for.
 */
export async function readBody<T>(request: ApiRequest, schema: z.ZodType<T>): Promise<T> {
  const body = await request.json();
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => {
    const key = issue.path.join('.');
    const missing = typeof body === 'object' && body !== null && !(key in body);
    return missing ? `"${key}" wasn't supplied.` : `For '${key}', ${issue.message}.`;
  });
  throw new Problem(422, `Invalid request.\n\n${sentences.join('\n')}`);
}
