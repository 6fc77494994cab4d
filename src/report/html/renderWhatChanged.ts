import type { Evaluation, Report } from '../buildReport.ts';
import type { ConfigChange } from '../changes/listConfigChanges.ts';
import { nameSetting } from '../changes/nameSetting.ts';
import {
  explainWithheld,
  namesAllBetween,
  dateVersion,
  summarizeChanges,
} from '../changes/summarizeChanges.ts';
import type { ComparedVersions } from '../changes/versionChanges.ts';
import { mayShowPrompt } from '../changes/withholdPrompts.ts';
import { type Html, html, htmlLines } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlList } from './htmlList.ts';
import { htmlSentence } from './htmlSentence.ts';
import { htmlTable } from './htmlTable.ts';
import { renderPromptDiff } from './renderPromptDiff.ts';

/** Characters of a setting's value that are shown. */
const VALUE = 2_000;

/** What differs between the two versions' configurations; of a new pin, the prompt as it is. */
export function renderWhatChanged({ pin, changes }: Evaluation, { context }: Report): Html {
  const summary = html`<p>${htmlSentence(summarizeChanges(changes))}.</p>\n`;
  if (changes.state === 'compared') return html`${summary}${renderCompared(changes)}`;
  return mayShowPrompt(pin, context)
    ? html`${summary}<details><summary>The candidate's system prompt</summary>
<pre tabindex="0">${htmlLines(pin.candidate.config.system)}</pre></details>
`
    : html`${summary}<p class="note">ℹ️ ${htmlSentence('The prompt is withheld. `show: { prompt: yes }` in `gate.yml` shows it.')}</p>
`;
}

function renderCompared(changes: ComparedVersions): Html {
  const { prompt, config, between = [] } = changes;
  const withheld = explainWithheld(changes);
  return html`${withheld === undefined ? '' : html`<p class="note">ℹ️ ${htmlSentence(withheld)}</p>\n`}${
    prompt.hunks === undefined || prompt.hunks.length === 0 ? '' : renderPromptDiff(prompt.hunks)
  }${
    config.length === 0
      ? ''
      : htmlTable(
          'Other settings that differ',
          [{ name: 'Setting' }, { name: 'Baseline' }, { name: 'Candidate' }],
          config.map(renderSetting),
        )
  }${
    namesAllBetween(changes)
      ? ''
      : html`<details><summary>Versions in between</summary>
${htmlList(between.map((version) => html`${dateVersion(version)}`))}</details>
`
  }`;
}

function renderSetting(change: ConfigChange): readonly Html[] {
  const show = (value: string | undefined) => {
    if (change.withheld) return html`<em>withheld</em>`;
    return value === undefined ? html`<em>not set</em>` : htmlCode(value, VALUE);
  };
  return [htmlSentence(nameSetting(change)), show(change.before), show(change.after)];
}
