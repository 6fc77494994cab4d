import type { RouteContext } from '../routes/route.ts';
import { ApiError, invalid } from './apiError.ts';

const maxBytes = 32 * 1024 * 1024;

/**
 * The request's body, or a 400, or a 413 for one over 32 MB. (hono's own body limit cannot be used beside
 * `overrideGlobalObjects: false`.)
 */
export async function readJson(context: RouteContext): Promise<unknown> {
  const announced = Number(context.req.header('content-length') ?? 0);
  const text = announced > maxBytes ? '' : await context.req.text();
  if (announced > maxBytes || Buffer.byteLength(text) > maxBytes) {
    throw new ApiError(413, 'Request exceeds the maximum size');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(
      `The request body is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
