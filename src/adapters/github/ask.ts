import type { z } from 'zod';
import { ServiceError } from '../../domain/serviceError.ts';
import { type Call, toServiceError } from './toServiceError.ts';

/** What a request resolves to, as far as it is looked at. */
interface Answer {
  readonly data: unknown;
  readonly headers: { readonly link?: string | undefined };
}

/**
 * Sends one request and checks the answer: nothing of GitHub's is passed on unparsed. That is more than
 * tidiness, because Octokit gives an answer whose body broke off as an empty text and no error.
 *
 * @returns the parsed body, and whether the `Link` header names a next page
 * @throws ServiceError in words that name the permission the call needs
 */
export async function ask<T>(
  call: Call,
  schema: z.ZodType<T>,
  send: () => Promise<Answer>,
): Promise<{ data: T; hasNext: boolean }> {
  let answer: Answer;
  try {
    answer = await send();
  } catch (error) {
    throw toServiceError(error, call);
  }
  const parsed = schema.safeParse(answer.data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue === undefined || issue.path.length === 0 ? '' : ` at \`${issue.path.join('.')}\``;
    throw new ServiceError(
      'GitHub',
      'unavailable',
      `GitHub’s answer is not what its documentation says when asked to ${call.purpose}${place}: ${issue?.message ?? 'unknown shape'}. Run this again.`,
      { cause: parsed.error },
    );
  }
  return { data: parsed.data, hasNext: /;\s*rel="?next"?/.test(answer.headers.link ?? '') };
}
