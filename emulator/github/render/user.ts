import { createHash } from 'node:crypto';
import type { Schema } from '../http/openapi.ts';
import type { World } from '../world.ts';
import { nodeId } from './common.ts';

/** An account; a login that ends in `[bot]` is a bot, as on GitHub. */
export function renderUser(world: World, login: string): Schema<'simple-user'> {
  const url = `${world.addresses.api}/users/${encodeURIComponent(login)}`;
  const bot = login.endsWith('[bot]');
  const organization = world.store.repositories.some((repository) => repository.owner === login);
  const id = createHash('sha256').update(login.toLowerCase()).digest().readUInt32BE();
  return {
    login,
    id,
    node_id: nodeId(bot ? 'BOT' : 'U', id),
    avatar_url: `${world.addresses.server}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${world.addresses.server}/${bot ? `apps/${login.slice(0, -'[bot]'.length)}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: bot ? 'Bot' : organization ? 'Organization' : 'User',
    user_view_type: 'public',
    site_admin: false,
  };
}
