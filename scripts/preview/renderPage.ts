import { marked } from 'marked';

/** About what GitHub draws around a comment, in the colours of its light and its dark theme. */
const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --muted: #59636e; --page: #fff; --soft: #f6f8fa; --line: #d1d9e0; --link: #0969da; --code: #818b981f; }
@media (prefers-color-scheme: dark) { :root { --text: #f0f6fc; --muted: #9198a1; --page: #0d1117; --soft: #151b23; --line: #3d444d; --link: #4493f8; --code: #656c7633; } }
body { margin: 24px; color: var(--text); background: var(--page); font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji"; }
.comment { max-width: 870px; border: 1px solid var(--line); border-radius: 6px; }
.comment > header { padding: 8px 16px; color: var(--muted); background: var(--soft); border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0; }
.comment > header b { color: var(--text); }
.body { padding: 16px; overflow-wrap: anywhere; }
.body > :first-child { margin-top: 0; } .body > :last-child { margin-bottom: 0; }
h3 { font-size: 17.5px; line-height: 1.25; margin: 21px 0 14px; } h4 { font-size: 14px; margin: 21px 0 14px; }
p, ul, table, pre, details { margin: 0 0 14px; } ul { padding-left: 28px; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
code, pre { font: 12px/1.45 ui-monospace, SFMono-Regular, Menlo, "Liberation Mono", monospace; }
code { padding: 2px 5px; background: var(--code); border-radius: 6px; } pre { padding: 14px; background: var(--soft); border-radius: 6px; overflow: auto; } pre code { padding: 0; background: none; }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; } th, td { padding: 5px 12px; border: 1px solid var(--line); } tbody tr:nth-child(2n) { background: var(--soft); }
summary { cursor: pointer; } hr { height: 3px; background: var(--line); border: 0; }
.terminal b { font-weight: 600; } .terminal .d { opacity: .65; } .terminal .r { color: #d1242f; } .terminal .g { color: #1a7f37; } .terminal .y { color: #9a6700; }
@media (prefers-color-scheme: dark) { .terminal .r { color: #f85149; } .terminal .g { color: #3fb950; } .terminal .y { color: #d29922; } }
`;

/** A page with a comment as GitHub shows it; what only GitHub draws (mermaid, alerts) stays as it is written. */
export function renderCommentPage(title: string, markdown: string): string {
  const body = marked.parse(markdown, { gfm: true, async: false });
  return page(
    title,
    `<article class="comment"><header><b>github-actions</b> bot commented</header><div class="body">${body}</div></article>`,
  );
}

const CLASSES: Readonly<Record<string, string>> = { 1: 'b', 2: 'd', 31: 'r', 32: 'g', 33: 'y' };

/** A page with what a terminal shows. */
export function renderTerminalPage(title: string, text: string): string {
  let open = 0;
  const html = escapeHtml(text).replace(/\u001b\[([\d;]*)m/g, (_, codes: string) => {
    const classes = codes.split(';').flatMap((code) => CLASSES[code] ?? []);
    if (classes.length === 0) return open > 0 ? '</span>'.repeat(open--) : '';
    open += 1;
    return `<span class="${classes.join(' ')}"${classes.includes('b') ? ' style="font-weight:600"' : ''}>`;
  });
  return page(title, `<pre class="terminal">${html}</pre>`);
}

/** A page that links to all that there is, a row for each sample. */
export function renderIndex(samples: readonly (readonly [name: string, files: readonly string[]])[]): string {
  const rows = samples.map(
    ([name, files]) =>
      `<tr><td>${name}</td><td>${files.map((file) => `<a href="${name}/${file}">${file}</a>`).join(' · ')}</td></tr>`,
  );
  return page('Pin Gate: sample reports', `<table><tbody>${rows.join('\n')}</tbody></table>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>\n`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
