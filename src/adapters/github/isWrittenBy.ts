import { z } from 'zod';

/** Null once the account is gone. */
export const authorSchema = z.object({ login: z.string(), type: z.string() }).nullable();

/**
 * Whether the login is the comment's author. APIs differ in whether a bot's login carries `[bot]`, so a bot is
 * compared without it; a person never is, or someone could name an account like the bot.
 */
export function isWrittenBy(
  login: string,
  { user }: { readonly user: z.infer<typeof authorSchema> },
): boolean {
  if (user === null) return false;
  if (user.login === login) return true;
  const bare = (text: string) => text.replace(/\[bot\]$/, '');
  return user.type === 'Bot' && bare(user.login) === bare(login);
}
