import type { Access, Permissions, Repository, Token } from '../entities.ts';
import { fullNameOf } from '../store.ts';
import { notFound, Problem } from './problem.ts';
import type { Need } from './route.ts';

const order: readonly Access[] = ['none', 'read', 'write'];

/**
 * Lets a request through, or says no the way GitHub does:
 *
 * - a private repository that the token does not belong to is not there at all (404), so that nobody can
 *   find out that it exists;
 * - everyone may read a public one, whatever the token's permissions;
 * - otherwise one of the `needs` must be met (403).
 *
 * @throws Problem 401, 403 or 404.
 */
export function requireAccess(
  token: Token | undefined,
  repository: Repository,
  needs: readonly Need[],
): void {
  const own = token !== undefined && token.repository.toLowerCase() === fullNameOf(repository).toLowerCase();
  if (repository.private && !own) throw notFound();
  if (needs.length === 0) return;
  if (!repository.private && needs.some(([, access]) => access === 'read')) return;
  if (token === undefined) throw new Problem(401, 'Requires authentication');
  const met = needs.some(
    ([permission, access]) => own && order.indexOf(token.permissions[permission]) >= order.indexOf(access),
  );
  if (!met) throw new Problem(403, notAccessible(token));
}

/** Whether a token may read of a repository what the permission is about; over: may know that it is there. */
export function mayRead(token: Token, repository: Repository, permission?: keyof Permissions): boolean {
  const own = token.repository.toLowerCase() === fullNameOf(repository).toLowerCase();
  if (!repository.private) return true;
  return own && (permission === undefined || token.permissions[permission] !== 'none');
}

/** What GitHub says to a token that may not do a thing. */
export function notAccessible(token: Token): string {
  return token.kind === 'installation'
    ? 'Resource not accessible by integration'
    : 'Resource not accessible by personal access token';
}

/** The header in which GitHub names the permissions that would do, alternatives separated by semicolons. */
export function acceptedPermissions(needs: readonly Need[]): Record<string, string> {
  const accepted = needs.map(([permission, access]) => `${permission}=${access}`).join('; ');
  return accepted === '' ? {} : { 'x-accepted-github-permissions': accepted };
}

/** What the rate limit is counted by. */
export function keyOf(token: Token | undefined): string {
  return token?.value ?? 'anonymous';
}

/** How GitHub speaks of the client in its rate limit errors. */
export function whoIs(token: Token | undefined): string {
  if (token === undefined) return '127.0.0.1';
  return token.kind === 'installation' ? 'installation ID 1' : `user ${token.login}`;
}

/**
 * The token of an `authorization` header: `token …`, `Bearer …`, or `Basic …` as git sends it.
 *
 * @throws Problem 401 when there is a header and no such token.
 */
export function readToken(tokens: ReadonlyMap<string, Token>, header: string | undefined): Token | undefined {
  if (header === undefined) return undefined;
  const [, scheme = '', credentials = ''] = /^(\S+)\s+(\S+)$/.exec(header) ?? [];
  const value =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(credentials, 'base64').toString('utf8').split(':').slice(1).join(':')
      : credentials;
  const token = tokens.get(value);
  if (token === undefined) throw new Problem(401, 'Bad credentials');
  return token;
}
