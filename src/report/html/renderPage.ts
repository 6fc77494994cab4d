import { createHash } from 'node:crypto';
import { shorten } from '../../domain/shorten.ts';
import { clientScript } from './clientScript.ts';
import { Html, html } from './html.ts';
import { STYLE } from './style.ts';

/**
 * A whole page around its body. Its policy allows the one style and the one script that are in it, by their hashes,
 * and nothing else: no request, no other script, no form, no frame.
 */
export function renderPage(title: string, body: Html): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hash(STYLE)}'`,
    `script-src '${hash(clientScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${shorten(title, 120)} · Pin Gate</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${body}<script>${new Html(clientScript)}</script>
</body>
</html>
`.source;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
