import type { RouteContext } from '../routes/route.ts';
import { invalid } from './apiError.ts';

/** The request's body, or a 400. */
export async function readJson(context: RouteContext): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`The request body is not valid JSON: ${error instanceof Error ? error.message : error}`);
  }
}
