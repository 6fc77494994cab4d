import { type Html, html } from './html.ts';

/** A link around `label`; the label alone where there is no address. */
export function htmlLink(label: Html, url: string | undefined): Html {
  return url === undefined ? label : html`<a href="${url}" rel="noreferrer">${label}</a>`;
}
