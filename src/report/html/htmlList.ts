import { type Html, html } from './html.ts';

/** A list with these points; nothing without any. */
export function htmlList(points: readonly Html[]): Html {
  return points.length === 0 ? html`` : html`<ul>${points.map((point) => html`<li>${point}</li>\n`)}</ul>\n`;
}
