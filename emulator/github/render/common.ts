/** What every rendering shares: times, opaque ids, paths in URLs, base64 as GitHub breaks it. */

/** GitHub's times have no milliseconds. */
export function isoTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Opaque to clients; GitHub's own look like this too. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}

export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Base64 in lines of 60 characters, each ended: decoders must cope with the line breaks. */
export function base64Lines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{1,60}/g, '$&\n');
}
