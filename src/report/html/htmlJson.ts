import { Html } from './html.ts';

/**
 * A value as JSON inside a `<script>` that is data: with every `<` as an escape nothing in it can end the element,
 * begin a comment or another script.
 */
export function htmlJson(id: string, value: unknown): Html {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return new Html(`<script type="application/json" id="${id}">${json}</script>\n`);
}
