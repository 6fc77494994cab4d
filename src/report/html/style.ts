/** The page's style: light and dark as the reader's system says, narrow screens, print. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --soft: #f6f8fa; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --edge: #818b98;
  --link: #0759b8; --bad: #b3202a; --good: #176f2f; --warn: #855a00;
  --removed: #ffebe9; --removed-word: #ffc0ba; --added: #e6ffec; --added-word: #9fe8b0;
  --baseline: #818b98; --candidate: #0969da;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --soft: #161b22; --text: #e6edf3; --muted: #9da7b1; --line: #30363d; --edge: #6e7681;
    --link: #6cb0ff; --bad: #ff7b72; --good: #56d364; --warn: #e3b341;
    --removed: #351a1e; --removed-word: #7d2328; --added: #12281c; --added-word: #1d5a31;
    --baseline: #8b949e; --candidate: #58a6ff;
  }
}
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --soft: #ffffff; --text: #000000; --muted: #3d444d; --line: #b5bdc6; --edge: #6e7681;
    --link: #0a3069; --bad: #a40e26; --good: #116329; --warn: #6b4a00;
    --removed: #ffebe9; --removed-word: #ffc0ba; --added: #e6ffec; --added-word: #9fe8b0;
    --baseline: #818b98; --candidate: #0969da;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 1.25rem clamp(0.75rem, 3vw, 2.5rem) 4rem; max-width: 84rem;
  background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere; }
h1 { margin: 0 0 0.5rem; font-size: clamp(1.25rem, 1rem + 1.6vw, 1.75rem); }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.3rem; }
h3 { margin: 2.25rem 0 0.75rem; padding-top: 0.5rem; border-top: 1px solid var(--line); font-size: 1.1rem; }
h4 { margin: 1rem 0 0.5rem; font-size: 1rem; }
h3:focus, main:focus { outline: none; }
p, ul, ol, dl { margin: 0.5rem 0; }
ul, ol { padding-left: 1.4rem; }
li, dd, p, summary { overflow-wrap: anywhere; }
a { color: var(--link); }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre, .diff { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.875em; }
code { padding: 0.1em 0.3em; border-radius: 4px; background: var(--soft); overflow-wrap: anywhere; white-space: break-spaces; }
a code { color: inherit; }
pre {
  margin: 0.25rem 0; padding: 0.6rem 0.75rem; max-height: 24rem; overflow: auto; border: 1px solid var(--line);
  border-radius: 6px; background: var(--soft); white-space: pre-wrap; overflow-wrap: anywhere;
}
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 0.5rem; top: -4rem; padding: 0.5rem 1rem; background: var(--ground); border: 2px solid var(--link); }
.skip:focus { top: 0.5rem; z-index: 1; }
header { padding: 1rem 1.25rem; border: 1px solid var(--line); border-left: 0.5rem solid var(--edge); border-radius: 8px; background: var(--soft); }
header.blocked { border-left-color: var(--bad); }
header.passed { border-left-color: var(--good); }
header.error, header.pending { border-left-color: var(--warn); }
header code { background: var(--ground); }
.product, .facts { margin: 0; color: var(--muted); font-size: 0.875rem; }
.facts span { display: inline-block; }
.note { margin: 0.75rem 0; padding: 0.5rem 0.9rem; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); }
.note.warning { border-color: var(--warn); border-width: 2px; }
.note p { margin: 0; }
nav.parts ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 1rem 0 0; padding: 0; list-style: none; font-size: 0.9rem; }
.scroll { margin: 0.75rem 0; overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.925rem; font-variant-numeric: tabular-nums; }
caption { padding: 0 0 0.4rem; text-align: left; color: var(--muted); font-size: 0.875rem; }
th, td { padding: 0.4rem 0.7rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; }
thead th { background: var(--soft); white-space: normal; vertical-align: bottom; }
tbody th { font-weight: 400; min-width: 8rem; }
td, th { min-width: 3rem; }
.scroll code { overflow-wrap: break-word; }
.number { text-align: right; }
td.number { white-space: nowrap; }
.words { display: block; min-width: 9rem; }
.sentence { display: block; min-width: 18rem; max-width: 44rem; }
.regressed, .below-floor, .not-evaluated { color: var(--bad); font-weight: 600; }
.inconclusive, .unprotected { color: var(--warn); font-weight: 600; }
.improved { color: var(--good); }
.matrix .right { font-weight: 600; }
.none { color: var(--muted); }
details { margin: 0.5rem 0; }
summary { cursor: pointer; padding: 0.25rem 0; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem 1.25rem; }
.diff { margin: 0.75rem 0; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; line-height: 1.6; }
.hunk { padding: 0.25rem 0.75rem; background: var(--soft); color: var(--muted); font-family: system-ui, sans-serif; }
.line { display: grid; grid-template-columns: 2rem 1fr; }
.line .sign { text-align: center; user-select: none; }
.line .text { grid-column: 2; padding-right: 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.6em; }
.line.removed { background: var(--removed); }
.line.added { background: var(--added); }
del { background: var(--removed-word); text-decoration: line-through; }
ins { background: var(--added-word); text-decoration: underline; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.5rem; }
figure { margin: 0; }
figcaption { color: var(--muted); font-size: 0.875rem; }
.histogram { display: block; width: 100%; max-width: 30rem; height: auto; }
.histogram text { fill: var(--text); font: 12px system-ui, sans-serif; }
.histogram .baseline { fill: var(--baseline); }
.histogram .candidate { fill: var(--candidate); }
.histogram .axis { stroke: var(--edge); }
.histogram .median { stroke: var(--text); stroke-width: 2; stroke-dasharray: 4 2; }
.filters { display: grid; gap: 0.75rem; margin: 0.75rem 0; }
.buttons, .fields { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
.fields { gap: 0.5rem 1rem; }
label { display: grid; gap: 0.15rem; font-size: 0.875rem; color: var(--muted); }
label { min-width: 0; max-width: 100%; }
select { width: 100%; max-width: 22rem; }
label.search { flex: 1 1 16rem; max-width: 32rem; }
button, select, input {
  min-height: 2.5rem; padding: 0.35rem 0.8rem; max-width: 100%; border: 1px solid var(--edge); border-radius: 6px;
  background: var(--ground); color: var(--text); font: inherit; font-size: 0.95rem;
}
button { cursor: pointer; }
button:hover { border-color: var(--link); }
button[aria-pressed="true"] { border-color: var(--link); box-shadow: inset 0 0 0 1px var(--link); font-weight: 600; }
button[aria-pressed="true"]::before { content: "✓ "; }
button .count { color: var(--muted); font-weight: 400; }
.status { margin: 0.75rem 0 0.5rem; color: var(--muted); }
.rows { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
.rows > li { border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 5rem; }
.rows details { margin: 0; }
.rows summary {
  display: grid; grid-template-columns: 9.5rem minmax(12rem, 3fr) minmax(6rem, 1fr) minmax(12rem, 3fr); gap: 0.1rem 1rem;
  align-items: baseline; padding: 0.5rem 0.5rem 0.5rem 1.5rem; list-style: none; position: relative;
}
.rows summary::-webkit-details-marker { display: none; }
.rows summary::before { content: "▸"; position: absolute; left: 0.4rem; top: 0.5rem; color: var(--muted); }
.rows summary code { padding: 0; background: none; }
.rows details[open] > summary::before { content: "▾"; }
.rows summary:hover { background: var(--soft); }
.subject { display: block; color: var(--muted); font-size: 0.9rem; }
.broke { color: var(--bad); font-weight: 600; }
.fixed { color: var(--good); font-weight: 600; }
.odd { color: var(--warn); }
.answers { display: grid; gap: 0.1rem; font-size: 0.925rem; }
.answers .key { color: var(--muted); }
.body { padding: 0.25rem 0.5rem 1rem 1.5rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0.5rem 1.5rem; }
.sides > div { min-width: 0; }
.reply { margin: 0.5rem 0 0.9rem; }
.reply p { margin: 0.15rem 0; }
.more { margin: 1rem 0; }
@media (scripting: none) { .fixtures { display: none; } }
@media (max-width: 48rem) {
  header { padding: 0.75rem; }
  .rows summary { grid-template-columns: 1fr; }
  th, td { padding: 0.35rem 0.5rem; }
  td, th { min-width: 2.5rem; }
  tbody th { min-width: 5rem; }
  /* A team is a block: scores in a line, then what they mean, across the screen. */
  .reflow table { width: 100%; }
  .reflow caption { display: block; }
  .reflow tbody { display: block; }
  .reflow thead { display: block; }
  .reflow tr { display: grid; grid-template-columns: minmax(0, 1fr) repeat(3, minmax(3.6rem, auto)); border: solid var(--line); border-width: 1px 0 0; }
  .reflow.alone tr { grid-template-columns: minmax(0, 1fr) minmax(3.6rem, auto); }
  .reflow th, .reflow td { border: 0; min-width: 0; }
  .reflow thead th { font-size: 0.75rem; padding: 0.35rem 0.3rem; }
  .reflow .number { padding-left: 0.3rem; width: 4.6rem; }
  .reflow .wide { grid-column: 1 / -1; padding-top: 0; }
  .reflow thead .wide { display: none; }
  .reflow .sentence { min-width: 0; }
  .buttons button { padding: 0.3rem 0.6rem; }
  .rows summary { padding-top: 0.7rem; padding-bottom: 0.7rem; }
}
@media print {
  @page { margin: 14mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .filters, .more, .skip, nav { display: none; }
  .rows > li { content-visibility: visible; }
  header, .note { break-inside: avoid; }
  h2, h3, h4, caption, thead { break-after: avoid; }
  tr, .rows > li, figure, .line { break-inside: avoid; }
  .scroll, .diff, pre { overflow: visible; max-height: none; }
  details:not(.rows details)::details-content { content-visibility: visible; block-size: auto; }
  .sentence { min-width: 0; }
  table { font-size: 8.5pt; }
  th, td, tbody th { min-width: 0; padding: 0.2rem 0.4rem; }
  .words { min-width: 4rem; }
  td.number { white-space: normal; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) { button[aria-pressed="true"] { outline: 2px solid; } }
`;
