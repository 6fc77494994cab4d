import { z } from 'zod';
import { ServiceError } from '../../domain/serviceError.ts';

/**
 * The answer in the schema's shape. Throws a `ServiceError` of kind `invalid` with status 200 when it is in
 * another: the request took effect, and sending it again would bring the same.
 */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: unknown, what: string): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new ServiceError(
    'Managed Agents',
    'invalid',
    `Managed Agents sent ${what} that cannot be read: ${z.prettifyError(result.error).replaceAll('\n', ' ')}`,
    { status: 200 },
  );
}
