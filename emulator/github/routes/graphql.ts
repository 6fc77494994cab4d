import { z } from 'zod';
import type { Token } from '../entities.ts';
import { type GraphQLAnswer, refused } from '../graphql/answer.ts';
import { answerPinHistory } from '../graphql/pinHistory.ts';
import { pinHistoryQuery } from '../graphql/pinHistoryQuery.ts';
import { squeeze } from '../graphql/squeeze.ts';
import type { World } from '../world.ts';

const question = z.object({
  query: z.string(),
  variables: z.unknown().optional(),
  operationName: z.string().nullish(),
});

/**
 * The two questions that the emulator understands, `{ viewer { login } }` and `query PinHistory`; everything
 * else is an error in GraphQL's manner: status 200 and `errors`.
 */
export async function answerGraphQL(world: World, token: Token, body: unknown): Promise<GraphQLAnswer> {
  const parsed = question.safeParse(body);
  if (!parsed.success) return refused('A query attribute must be specified and must be a string.');
  const query = squeeze(parsed.data.query);
  const name = /^query (\w+)/.exec(query)?.[1];
  const asked = parsed.data.operationName;
  if (asked !== undefined && asked !== null && asked !== name) {
    return refused(`No operation named "${asked}"`);
  }
  if (/^(query( \w+)?)?\{viewer\{login\}\}$/.test(query)) return { data: { viewer: { login: token.login } } };
  if (query === pinHistoryQuery) return answerPinHistory(world, token, parsed.data.variables);
  const close = name === 'PinHistory' ? ' with exactly its fields' : '';
  return refused(
    `The GitHub emulator answers only "{ viewer { login } }" and "query PinHistory"${close}, not: ${query}`,
  );
}
