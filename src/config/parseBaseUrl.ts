import { quote } from '../domain/quote.ts';

/** An address, or what is wrong with it: the end of a sentence whose subject is the setting. */
export type ParsedBaseUrl = { readonly url: string } | { readonly fault: string };

/** The address of the Managed Agents API, without slashes at its end. No fault quotes a password. */
export function parseBaseUrl(text: string): ParsedBaseUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A password in the URL would be printed with it.
  if (url !== undefined && (url.username !== '' || url.password !== '')) {
    return { fault: 'should have no user name and no password in it: pass the key by itself' };
  }
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    return { fault: `should be a URL such as https://api.anthropic.com, but it is ${quote(text)}` };
  }
  if (url.search !== '' || url.hash !== '') {
    return { fault: `should have nothing after its path, but it is ${quote(text)}` };
  }
  return { url: text.replace(/\/+$/, '') };
}
