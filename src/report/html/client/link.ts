import { element } from './element.ts';

/** A link that leaves the page only when it is followed; the label alone where there is no address. */
export function link(label: Node | string, url: string): Node | string {
  if (url === '') return label;
  const anchor = element('a', '', label);
  anchor.href = url;
  anchor.rel = 'noreferrer';
  return anchor;
}
