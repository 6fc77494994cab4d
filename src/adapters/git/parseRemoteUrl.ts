/** A repository on GitHub, as the address of a remote names it. */
export interface Remote {
  /** Where a browser finds it: `https://github.com`, without a slash at its end. */
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
}

/**
 * Understands the addresses that git takes for a repository on GitHub or on a server of the same make:
 * `https://host/owner/name.git`, `ssh://git@host:22/owner/name` and `git@host:owner/name.git`. Undefined for every other
 * one, a folder say. A password in it goes no further.
 */
export function parseRemoteUrl(address: string): Remote | undefined {
  const [, host, path] = /^(?:[^@/:\s]+@)?([^/:@\s]+):(?!\/\/)([^\s]+)$/.exec(address) ?? [];
  if (host !== undefined && path !== undefined && host.length > 1) return toRemote(toServer(host), path);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.hostname === '') return undefined;
  if (url.protocol === 'ssh:') return toRemote(toServer(url.hostname), url.pathname);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb) return undefined;
  // It answers plain HTTP with where to go instead.
  const isGitHub = /^(?:www\.)?github\.com$/.test(url.host);
  return toRemote(isGitHub ? toServer(url.host) : `${url.protocol}//${url.host}`, url.pathname);
}

/** GitHub takes SSH on the port of HTTPS too, at a host of its own. */
function toServer(host: string): string {
  const name = host.toLowerCase();
  return `https://${/^(?:ssh|www)\.github\.com$/.test(name) ? 'github.com' : name}`;
}

function toRemote(serverUrl: string, path: string): Remote | undefined {
  const name = path
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
  const [owner, repo, ...rest] = name.split('/');
  const isName = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);
  return isName(owner) && isName(repo) && rest.length === 0 ? { serverUrl, owner, repo } : undefined;
}
