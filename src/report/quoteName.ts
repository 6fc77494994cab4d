import { shorten } from '../domain/shorten.ts';
import { showHidden } from './escape.ts';

/** A name of any origin as part of a sentence. */
export function quoteName(name: string): string {
  return `\`${showHidden(shorten(name, 80)).replaceAll('`', "'")}\``;
}
