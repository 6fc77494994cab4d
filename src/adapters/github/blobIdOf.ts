import { createHash } from 'node:crypto';

/** The id that git gives to a file with these bytes: GitHub names contents by it, so that they need not be read. */
export function blobIdOf(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
