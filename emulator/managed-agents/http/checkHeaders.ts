import type { RouteContext } from '../routes/route.ts';
import { ApiError, invalid, notFound } from './apiError.ts';

const beta = 'managed-agents-2026-04-01';

/**
 * The service's checks of a request whose route exists, in the service's order: key, beta, version. SDK 1.x
 * sends `Authorization: Bearer`, older ones and other languages' `x-api-key`; both are a key.
 */
export function checkHeaders(context: RouteContext, keys: ReadonlySet<string> | undefined): void {
  const key =
    context.req.header('x-api-key') ?? /^Bearer +(.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  if (key === undefined || key === '') throw new ApiError(401, 'x-api-key header is required');
  if (keys !== undefined && !keys.has(key)) throw new ApiError(401, 'invalid x-api-key');
  const betas = (context.req.header('anthropic-beta') ?? '').split(',').map((name) => name.trim());
  if (!betas.includes(beta)) throw notFound('Not found');
  if (context.req.header('anthropic-version') === undefined) {
    throw invalid('anthropic-version: header is required');
  }
}
