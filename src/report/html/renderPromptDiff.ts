import type { DiffHunk, DiffLine } from '../changes/promptDiff.ts';
import { type Html, html, htmlLines } from './html.ts';

const SIGNS = { same: ' ', removed: '−', added: '+' } as const;
const WORDS = { same: '', removed: 'removed: ', added: 'added: ' } as const;

/** The unified diff of the prompts: a sign for each changed line, and what changed within it as deleted or inserted. */
export function renderPromptDiff(hunks: readonly DiffHunk[]): Html {
  return html`<div class="diff" tabindex="0" role="group" aria-label="Differences of the system prompt">${hunks.map(renderHunk)}</div>
`;
}

function renderHunk({ lines }: DiffHunk): Html {
  const at = (side: 'before' | 'after') => lines.find((line) => line[side] !== undefined)?.[side] ?? 0;
  return html`<div class="hunk">Line ${at('before')} of the baseline, line ${at('after')} of the candidate</div>
${lines.map(renderLine)}`;
}

function renderLine({ kind, segments }: DiffLine): Html {
  const mark = (text: Html, changed: boolean) => {
    if (!changed || kind === 'same') return text;
    return kind === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`;
  };
  return html`<div class="line ${kind}"><span class="sign" aria-hidden="true">${SIGNS[kind]}</span><span class="unseen">${WORDS[kind]}</span><span class="text">${segments.map(
    ({ text, changed }) => mark(htmlLines(text), changed),
  )}</span></div>
`;
}
