import { z } from 'zod';
import type { Token } from '../entities.ts';

const question = z.object({ query: z.string() });

interface GraphQLError {
  readonly type?: string;
  readonly message: string;
}

/**
 * The one question that the emulator understands, `{ viewer { login } }`; everything else is an error in
 * GraphQL's manner: status 200 and `errors`.
 */
export function answerGraphQL(
  token: Token,
  body: unknown,
): { readonly data: { readonly viewer: { readonly login: string } } } | { readonly errors: GraphQLError[] } {
  const parsed = question.safeParse(body);
  if (!parsed.success)
    return { errors: [{ message: 'A query attribute must be specified and must be a string.' }] };
  const query = parsed.data.query
    .replace(/#[^\n]*/g, '')
    .replace(/[\s,]+/g, ' ')
    .trim();
  if (/^(query( \w+)? ?)?\{ ?viewer ?\{ ?login ?\} ?\}$/.test(query)) {
    return { data: { viewer: { login: token.login } } };
  }
  return { errors: [{ message: `The GitHub emulator answers only "{ viewer { login } }", not: ${query}` }] };
}
