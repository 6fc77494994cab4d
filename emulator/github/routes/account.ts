import { notAccessible } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { json, type Route, route } from '../http/route.ts';
import { isoTime } from '../render/common.ts';
import { renderUser } from '../render/user.ts';

/** Who the token is, and what it has left. */
export const accountRoutes: readonly Route[] = [
  route('get', '/user', {
    docs: 'users/users#get-the-authenticated-user',
    handle({ world, token }) {
      if (token === undefined) throw new Problem(401, 'Requires authentication');
      // A workflow's token belongs to an installation, which is nobody: ask GraphQL for the viewer.
      if (token.kind === 'installation') throw new Problem(403, notAccessible(token));
      const since = isoTime(world.store.base().createdAt);
      return json({
        ...renderUser(world, token.login),
        user_view_type: 'public',
        name: token.login,
        email: null,
        company: null,
        blog: null,
        location: null,
        hireable: null,
        bio: null,
        public_repos: 0,
        public_gists: 0,
        followers: 0,
        following: 0,
        created_at: since,
        updated_at: since,
      });
    },
  }),

  route('get', '/rate_limit', {
    docs: 'rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user',
    handle({ rate }) {
      const core = { ...rate, remaining: rate.limit - rate.used };
      const untouched = { ...core, used: 0, remaining: core.limit };
      return json({ resources: { core, search: untouched, graphql: untouched }, rate: core });
    },
  }),
];
