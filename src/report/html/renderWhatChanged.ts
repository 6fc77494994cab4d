import { type ConfigChange, listConfigChanges } from '../changes/listConfigChanges.ts';
import { diffPrompts } from '../changes/diffPrompts.ts';
import type { Evaluation, Report } from '../buildReport.ts';
import { formatCount } from '../formatEffort.ts';
import { mayShowPrompt } from '../withholdPrompt.ts';
import { type Html, html, htmlLines } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlTable } from './htmlTable.ts';
import { renderPromptDiff } from './renderPromptDiff.ts';

/** Characters of a setting's value that are shown. */
const VALUE = 2_000;

/** What differs between the two versions' configurations; of a new pin, the prompt as it is. */
export function renderWhatChanged({ pin }: Evaluation, { context }: Report): Html {
  const shown = mayShowPrompt(pin, context);
  if (pin.baseline === undefined) {
    return shown
      ? html`<details><summary>The candidate's system prompt: there is no baseline to compare it with</summary>
<pre tabindex="0">${htmlLines(pin.candidate.config.system)}</pre></details>
`
      : WITHHELD_PROMPT;
  }
  const before = pin.baseline.config;
  const after = pin.candidate.config;
  const diff = diffPrompts(before.system, after.system);
  const settings = listConfigChanges(before, after);
  if (diff.hunks.length === 0 && settings.length === 0) {
    return html`<p>The two versions are the same: prompt, model, tools and all other settings.</p>\n`;
  }
  return html`${
    diff.hunks.length === 0
      ? html`<p>The system prompt is the same in both versions.</p>\n`
      : html`<p>The system prompt: ${formatCount(diff.added, 'line')} added, ${formatCount(diff.removed, 'line')} removed.</p>
${shown ? renderPromptDiff(diff) : WITHHELD_PROMPT}`
  }${
    settings.length === 0
      ? html`<p>No other setting differs.</p>\n`
      : htmlTable(
          'Other settings that differ',
          [{ name: 'Setting' }, { name: 'Baseline' }, { name: 'Candidate' }],
          settings.map((change) => renderSetting(change, shown)),
        )
  }`;
}

const WITHHELD_PROMPT = html`<p class="note">ℹ️ The prompt is withheld. <code>show: { prompt: yes }</code> in <code>gate.yml</code> shows it.</p>
`;

function renderSetting({ name, before, after }: ConfigChange, shown: boolean): readonly Html[] {
  // Which model answers is no secret; the rest may say as much as the prompt.
  const open = shown || name === 'model' || name.startsWith('model.');
  const show = (value: string | undefined) => {
    if (value === undefined) return html`<em>not set</em>`;
    return open ? htmlCode(value, VALUE) : html`<em>withheld</em>`;
  };
  return [
    htmlCode(open ? name : (/^(?:MCP server|\w+)/.exec(name)?.[0] ?? ''), 200),
    show(before),
    show(after),
  ];
}
