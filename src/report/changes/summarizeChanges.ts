import { formatCount } from '../formatEffort.ts';
import { nameVersion, type VersionName } from '../nameVersion.ts';
import { quoteName } from '../quoteName.ts';
import type { ConfigChange } from './listConfigChanges.ts';
import { nameSetting } from './nameSetting.ts';
import type { ComparedVersions, PromptChange, VersionChanges } from './versionChanges.ts';

/** Settings that are named before they are counted. */
const NAMED = 5;
/** Versions in between that are named one by one. */
const LISTED = 3;

/**
 * What changed in one sentence that suffices, without a full stop: `Prompt: 3 lines added, 1 removed; model …`. Names
 * stand in backticks; texts of any origin in it are shortened and on one line, but not escaped.
 */
export function summarizeChanges(changes: VersionChanges): string {
  if (changes.state === 'no-baseline') {
    const size = `${formatCount(changes.lines, 'line')} (${formatCount(changes.characters, 'character')})`;
    const prompt = changes.characters === 0 ? 'has no prompt' : `has a prompt of ${size}`;
    return `Nothing to compare with: nothing is pinned yet; ${nameVersion(changes.candidate)} ${prompt}`;
  }
  const between = summarizeBetween(changes);
  if (changes.identical) return [describeIdentical(changes), ...between].join('; ');
  const { config } = changes;
  const rest = config.length - NAMED;
  return [
    summarizePrompt(changes.prompt),
    ...(config.length === 0 ? ['every other setting is the same'] : []),
    ...config.slice(0, NAMED).map(summarizeSetting),
    ...(rest > 0 ? [`${formatCount(rest, 'more setting')}`] : []),
    ...between,
  ].join('; ');
}

function describeIdentical({ baseline, candidate, sameAgent }: ComparedVersions): string {
  const versions = sameAgent ? nameBoth(baseline, candidate) : 'the versions of the two agents';
  return (
    `Nothing differs between ${versions}: prompt, model and every other setting are the same, so ` +
    'differences in behaviour are chance'
  );
}

function nameBoth(baseline: number, candidate: VersionName): string {
  return candidate === 'draft'
    ? `version ${baseline} and the draft`
    : `versions ${baseline} and ${candidate}`;
}

function summarizePrompt({ state, added, removed }: PromptChange): string {
  if (state === 'same') return 'Prompt: identical';
  if (state === 'line-ends') return 'Prompt: identical but for the ends of lines';
  const parts = [
    ...(added > 0 ? [`${formatCount(added, 'line')} added`] : []),
    ...(removed > 0
      ? [added > 0 ? `${formatNumber(removed)} removed` : `${formatCount(removed, 'line')} removed`]
      : []),
  ];
  return `Prompt: ${parts.join(', ')}`;
}

function formatNumber(count: number): string {
  return count.toLocaleString('en-US');
}

/** Short values as they are; of longer ones only that they changed. */
function summarizeSetting(change: ConfigChange): string {
  const name = nameSetting(change);
  if (change.setting === 'model' || change.setting === 'model option' || change.setting === 'name') {
    return `${name} ${quoteValue(change.before)} → ${quoteValue(change.after)}`;
  }
  return `${name} ${change.kind}`;
}

function quoteValue(value: string | undefined): string {
  return value === undefined ? 'none' : value.trim() === '' ? 'empty' : quoteName(value);
}

function summarizeBetween({ betweenCount, between }: ComparedVersions): readonly string[] {
  if (betweenCount === 0) return [];
  const count = `${formatCount(betweenCount, 'version')} in between`;
  if (between === undefined) return [`${count} (could not be listed)`];
  if (between.length === 0) return [count];
  const dated = between.map(dateVersion);
  const shown = dated.length <= LISTED ? dated.join(', ') : `${dated[0] ?? ''} to ${dated.at(-1) ?? ''}`;
  return [`${count} (${shown})`];
}

/** Whether the sentence has a place for each version in between. */
export function namesAllBetween({ between }: ComparedVersions): boolean {
  return (between ?? []).length <= LISTED;
}

/** `v4 2026-08-01`, the day in UTC. */
export function dateVersion({ version, madeAt }: { version: number; madeAt: string }): string {
  const time = Date.parse(madeAt);
  return Number.isNaN(time) ? `v${version}` : `v${version} ${new Date(time).toISOString().slice(0, 10)}`;
}

/** Why parts are withheld, and how to see them; undefined when nothing is. For Markdown and for plain text. */
export function explainWithheld({ withheld }: ComparedVersions): string | undefined {
  if (withheld === undefined) return undefined;
  const why = withheld === 'public' ? 'on public repositories' : 'by the policy';
  return `The texts are withheld ${why}: \`show: { prompt: yes }\` in \`gate.yml\` shows it.`;
}
